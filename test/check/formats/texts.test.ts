import { describe, expect, it } from 'vitest';
import { parseChecksums } from '../../../src/check/parse-checksums';
import { hello, shown } from './shown';

const { md5, sha1, sha256, sha512 } = hello;
const H = sha256;
const U = H.toUpperCase();
const base64 = 'WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=';
const base64Of512 = Buffer.from(sha512, 'hex').toString('base64');
const bare = 'sha256|sha3-256|blake3|blake2b-256|sha512-256|blake2s-256';

type Row = readonly [what: string, text: string, ...expected: string[]];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows.map(([what, text, ...expected]) => ({ what, text, expected })))(
      '$what',
      ({ text, expected }) => {
        expect(shown(text)).toEqual(expected);
      },
    );
  });
}

const gpg512 = `f.iso: E7C22B99 4C59D9CF 2B48E549 B1E24666 63604593 0D3DA7C1 ACB299D1 C3B7F931
       F94AAE41 EDDA2C2B 207A36E1 0F8BCB8D 45223E54 878F5B31 6E7CE3B6 BC019629
`;
const gpgAll = `f.iso:    MD5 = B1 94 6A C9 24 92 D2 34  7C 62 35 B4 D2 61 11 84
f.iso:   SHA1 = F572 D396 FAE9 2066 2871  4FB2 CE00 F72E 94F2 258F
f.iso: RMD160 = 0057 B0DC 5AAC 7C21 5A9A  458D 6C3C 85CD 2108 9AF8
f.iso: SHA256 = 5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0 8286A2E8
                46F6BE03
`;

table('gpg --print-md', [
  ['SHA-256', `f.iso: ${U.match(/.{8}/g)?.join(' ') ?? ''}`, `f.iso sha256 ${H}`],
  ['wrapped', gpg512, `f.iso sha512 ${sha512}`],
  [
    'several files',
    gpg512 + gpg512.replace('f.iso', 'g: h'),
    `f.iso sha512 ${sha512}`,
    `g: h sha512 ${sha512}`,
  ],
  [
    'all kinds',
    gpgAll,
    `f.iso md5 ${md5}`,
    `f.iso sha1 ${sha1}`,
    'f.iso unsupported RIPEMD-160',
    `f.iso sha256 ${H}`,
  ],
  [
    'all kinds without a name',
    gpgAll.replace(/^f.iso: /gm, '').replace(/^ {9}/gm, ''),
    `? md5 ${md5}`,
    `? sha1 ${sha1}`,
    '? unsupported RIPEMD-160',
    `? sha256 ${H}`,
  ],
  ['a broken line', `${gpg512}hello`, 'check/not-a-checksum Line 3: no checksum.'],
  [
    'cut off',
    gpg512.slice(0, 100),
    'check/cut-short 77 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
  ['a year is none', 'Version: 2024', 'check/not-a-checksum '],
]);

const psTable = (hash: string, path: string) => `
Algorithm       Hash                                                                   Path
---------       ----                                                                   ----
SHA256          ${hash}       ${path}

`;

table('PowerShell', [
  ['a table', psTable(U, 'C:\\Users\\me\\f g.iso   '), `C:\\Users\\me\\f g.iso sha256 ${H}`],
  [
    'with the prompt',
    `PS C:\\Users\\me> Get-FileHash f.iso\n${psTable(U, 'C:\\f.iso')}`,
    `C:\\f.iso sha256 ${H}`,
  ],
  [
    'two rows',
    `${psTable(U, 'C:\\f.iso').trimEnd()}\nMD5   ${md5}   C:\\f.iso`,
    `C:\\f.iso sha256 ${H}`,
    `C:\\f.iso md5 ${md5}`,
  ],
  [
    'a hash that is cut',
    psTable(`${U.slice(0, 40)}...`, 'C:\\f.iso'),
    'check/cut-short 40 digits. SHA-256 has 64.',
  ],
  [
    'a hash that is cut with one character',
    psTable(`${U.slice(0, 40)}…`, 'C:\\f.iso'),
    'check/cut-short 40 digits. SHA-256 has 64.',
  ],
  ['a path that is cut', psTable(U, 'C:\\Users\\...'), `? sha256 ${H}`],
  ['no path', `Algorithm Hash\n--------- ----\nSHA256 ${U}`, `? sha256 ${H}`],
  [
    'two paths, one cut',
    `${psTable(U, 'C:\\f.iso').trimEnd()}\nSHA256   ${U}   C:\\Us…`,
    'check/cut-short Line 5: The path is incomplete.',
  ],
  [
    'headings only',
    'Algorithm Hash Path\n--------- ---- ----',
    'check/cut-short There is nothing below the headings of the table.',
  ],
  [
    'a kind that is not known',
    psTable(U, 'C:\\f').replace('SHA256', 'SHA999'),
    'check/unknown-kind “SHA999” is none that is known here.',
  ],
  [
    'records',
    `\r\n\r\nAlgorithm : SHA256\r\nHash      : ${U}\r\nPath      : C:\\d\\f.iso\r\n\r\n`,
    `C:\\d\\f.iso sha256 ${H}`,
  ],
  [
    'wrapped records',
    `Algorithm : SHA256\nHash      : ${U.slice(0, 50)}\n            ${U.slice(50)}\nPath      : C:\\directory\\f\n            .iso`,
    `C:\\directory\\f.iso sha256 ${H}`,
  ],
  [
    'two records',
    `Algorithm : SHA256\nHash : ${U}\nPath : a\n\nAlgorithm : MD5\nHash : ${md5}\nPath : b`,
    `a sha256 ${H}`,
    `b md5 ${md5}`,
  ],
  ['a record without a hash', 'Algorithm : SHA256\nPath : a', 'check/empty '],
]);

table('certutil', [
  [
    'Windows 10',
    `SHA256 hash of f g.iso:\r\n${H}\r\nCertUtil: -hashfile command completed successfully.\r\n`,
    `f g.iso sha256 ${H}`,
  ],
  [
    'Windows 7',
    `SHA1 hash of file C:\\f.iso:\n${sha1.match(/../g)?.join(' ') ?? ''}\nCertUtil: -hashfile command completed successfully.`,
    `C:\\f.iso sha1 ${sha1}`,
  ],
  ['a file that is called "file f"', `SHA256 hash of file f:\n${H}`, `file f sha256 ${H}`],
  [
    'German',
    `SHA256-Hash von f.iso:\n${H}\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.`,
    `f.iso sha256 ${H}`,
  ],
  [
    'Russian',
    `Хэш SHA256 f.iso:\n${H}\nCertUtil: -hashfile — команда успешно выполнена.`,
    `? sha256 ${H}`,
  ],
  ['Chinese', `SHA256 的 f.iso 哈希:\n${H}\nCertUtil: -hashfile 命令成功完成。`, `? sha256 ${H}`],
  [
    'two files',
    `MD5 hash of a:\n${md5}\nCertUtil: x\nMD5 hash of b:\n${md5}\nCertUtil: x`,
    `a md5 ${md5}`,
    `b md5 ${md5}`,
  ],
  [
    'cut short',
    `SHA256 hash of f.iso:\n${H.slice(0, 60)}\nCertUtil: x`,
    'check/cut-short Line 2: A heading without a whole checksum below it.',
  ],
  [
    'the prompt',
    `C:\\d>certutil -hashfile f.iso SHA256\nSHA256 hash of f.iso:\n${H}`,
    `f.iso sha256 ${H}`,
  ],
]);

table('subresource integrity', [
  ['one', `sha256-${base64}`, `? sha256 ${H}`],
  ['the strongest counts', `sha256-${base64} sha512-${base64Of512}`, `? sha512 ${sha512}`],
  [
    'two of the strongest',
    `sha256-${base64}\n sha256-${base64}?x`,
    `? sha256 ${H}`,
    `? sha256 ${H}`,
  ],
  ['an attribute', `integrity="sha256-${base64}"`, `? sha256 ${H}`],
  [
    'padding missing',
    `sha256-${base64.slice(0, -1)}`,
    'check/cut-short The = at its end is missing.',
  ],
  ['the wrong length', `sha512-${base64}`, 'check/not-a-checksum '],
]);

table('magnet', [
  ['SHA-256', `magnet:?xt=urn:btih:${sha1}&xt=urn:sha256:${H}&dn=f.iso&xl=6`, `? sha256 ${H} 6`],
  [
    'a share link',
    `https://example.org/x#magnet:?xt=urn:btih:${sha1}&xt=urn:sha256:${H}`,
    `? sha256 ${H}`,
  ],
  ['base32', `magnet:?xt=urn:sha1:6VZNHFX25EQGMKDRJ6ZM4AHXF2KPEJMP`, `? sha1 ${sha1}`],
  [
    'bitprint',
    'magnet:?xt=urn:bitprint:6VZNHFX25EQGMKDRJ6ZM4AHXF2KPEJMP.DCTZG7V3JMT2JDJ6VOZU4YISNZVETHE76V2GONI',
    `? sha1 ${sha1}`,
  ],
  [
    'several, one not supported',
    `magnet:?xt.1=urn:md5:${md5}&xt.2=urn:tree:tiger:dctzg7v3`,
    `? md5 ${md5}`,
    '? unsupported Tiger tree hash',
  ],
  [
    'an info hash only',
    `magnet:?xt=urn:btih:${sha1}`,
    'check/not-a-file-hash The link has a hash that finds the file, and none of its bytes.',
  ],
  [
    'nothing',
    'magnet:?',
    'check/not-a-file-hash The link has a hash that finds the file, and none of its bytes.',
  ],
  [
    'a digest cut short',
    `magnet:?xt=urn:sha256:${H.slice(2)}`,
    'check/cut-short 62 digits. SHA-256 has 64.',
  ],
  [
    'two links',
    `magnet:?xt=urn:md5:${md5}\nmagnet:?xt=urn:md5:${md5}`,
    'check/not-a-checksum One magnet link at a time can be read.',
  ],
  [
    'eDonkey',
    `ed2k://|file|f.iso|6|${md5}|/`,
    'check/not-a-file-hash The link has a hash that finds the file, and none of its bytes.',
  ],
]);

const metalink = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- > --><metalink xmlns="urn:ietf:params:xml:ns:metalink">${inside}</metalink>\n`;
const pieces = `<pieces length="3" type="sha-256"><hash>${sha512.slice(64)}</hash></pieces>`;

table('Metalink', [
  [
    'version 4',
    metalink(
      `<file name="d/f &amp; &#x67;.iso"><size>6</size><hash type="sha-256">${H}</hash>${pieces}<url>https://example.org/</url></file>`,
    ),
    `d/f & g.iso sha256 ${H} 6`,
  ],
  [
    'two files',
    metalink(
      `<file name="a"><hash type="md5">${md5}</hash></file><file name="b"><size>1</size><hash type="sha-1">${sha1}</hash></file>`,
    ),
    `a md5 ${md5}`,
    `b sha1 ${sha1} 1`,
  ],
  [
    'version 3',
    metalink(
      `<files><file name="a"><verification><hash type="sha1">${sha1}</hash>${pieces}</verification></file></files>`,
    ),
    `a sha1 ${sha1}`,
  ],
  [
    'a prefix',
    `<m:metalink><m:file name='a>b'><m:hash type='sha-256'> ${H}\n</m:hash></m:file></m:metalink>`,
    `a>b sha256 ${H}`,
  ],
  ['the element alone', `<hash type="sha-256">${H}</hash>`, `? sha256 ${H}`],
  [
    'pieces only',
    metalink(`<file name="a">${pieces}</file>`),
    'check/not-a-checksum It has no checksum of a file.',
  ],
  [
    'not supported',
    metalink(`<file name="a"><hash type="tiger">${sha1}00000000</hash></file>`),
    'a unsupported Tiger',
  ],
  [
    'no type',
    metalink(`<file name="a"><hash>${H}</hash></file>`),
    'check/unknown-kind “” is none that is known here.',
  ],
  [
    'cut off',
    metalink(`<file name="a"><hash type="sha-256">${H}</hash>`).slice(0, -12),
    'check/cut-short This is not a whole Metalink file.',
  ],
  [
    'cut in a tag',
    metalink(`<file name="a"><hash type="sha-256">${H}</hash></file>`).slice(0, -4),
    'check/cut-short This is not a whole Metalink file.',
  ],
  [
    'hidden in a comment',
    metalink(`<file name="a"><!-- <hash type="sha-256">${H}</hash> --></file>`),
    'check/not-a-checksum It has no checksum of a file.',
  ],
  [
    'entities of its own',
    `<!DOCTYPE x [<!ENTITY a "b">]>${metalink('')}`,
    'check/cut-short This is not a whole Metalink file.',
  ],
  [
    'a hash beside a file',
    metalink(`<file name="a"><hash type="md5">${md5}</hash></file><hash type="md5">${md5}</hash>`),
    `a md5 ${md5}`,
  ],
]);

const release = `Origin: Debian
Suite: stable
Description: a
 folded one
MD5Sum:
 ${md5}  1234 main/f
SHA256:
 ${H}     1234 main/f
 ${H} 0 main/g.gz
`;
const packages = `Package: f
Filename: pool/main/f/f_1_all.deb
Size: 6
MD5sum: ${md5}
SHA256: ${H}
Description: it
 has words
 .
 ${md5} 5 x

Package: g
SHA256: ${H}
Filename: pool/main/g/g.deb
`;
const changes = `Format: 1.8
Files:
 ${md5} 6 utils optional f_1.deb
Checksums-Sha1:
 ${sha1} 6 f_1.deb
`;

table('Debian', [
  [
    'Release',
    release,
    `main/f md5 ${md5} 1234`,
    `main/f sha256 ${H} 1234`,
    `main/g.gz sha256 ${H} 0`,
  ],
  [
    'Packages',
    packages,
    `pool/main/f/f_1_all.deb md5 ${md5} 6`,
    `pool/main/f/f_1_all.deb sha256 ${H} 6`,
    `pool/main/g/g.deb sha256 ${H}`,
  ],
  ['.changes', changes, `f_1.deb md5 ${md5} 6`, `f_1.deb sha1 ${sha1} 6`],
  ['a block from the middle of a Release', `SHA256:\n ${H} 5 main/f`, `main/f sha256 ${H} 5`],
  [
    'lines without their heading',
    ` ${H} 5 main/f\n ${H} 6 main/g`,
    `main/f ${bare} ${H} 5`,
    `main/g ${bare} ${H} 6`,
  ],
  [
    'CRLF',
    release.replaceAll('\n', '\r\n'),
    `main/f md5 ${md5} 1234`,
    `main/f sha256 ${H} 1234`,
    `main/g.gz sha256 ${H} 0`,
  ],
  [
    'a digest cut short',
    `${packages}\n${release.replace(H, H.slice(1))}`,
    'check/cut-short Line 22: 63 digits. SHA-256 has 64.',
  ],
  [
    'a stanza without a file name',
    `${packages}\nPackage: h\nSHA256: ${H}`,
    'check/not-a-checksum Line 16: No file name goes with it.',
  ],
  [
    'no size',
    `${changes}Checksums-Sha256:\n ${H} f_1.deb`,
    'check/not-a-checksum Line 7: It is not checksum, size and name.',
  ],
  [
    'a line that is no field',
    `${packages}\nhello\n`,
    'check/not-a-checksum Line 15: No field and no part of one.',
  ],
  [
    'fields without names are digests',
    `MD5: ${md5}\nSHA256: ${H}`,
    `? md5 ${md5}`,
    `? sha256 ${H}`,
  ],
]);

describe('130,000 rows and more', () => {
  const rows = 200_000;
  it.each([
    ['PowerShell', 'Algorithm Hash Path\n', `MD5 ${md5} f\n`],
    ['certutil', '', `MD5 hash of f:\n${md5}\n`],
    ['magnet', 'magnet:?xl=6', `&xt=urn:md5:${md5}`],
    ['Metalink', '<hash type="md5">', `${md5}</hash><hash type="md5">`],
    ['lines', '', `${md5}  f\n`],
    ['gpg', '', `f: ${md5.toUpperCase().match(/../g)?.join(' ') ?? ''}\n`],
    ['Debian', 'MD5Sum:\n', ` ${md5} 5 f\n`],
  ])('%s', (what, head, row) => {
    const end = what === 'Metalink' ? `${md5}</hash>` : '';
    const parsed = parseChecksums(head + row.repeat(rows) + end, { maxBytes: 2 ** 26 });
    expect(parsed.kind === 'problem' ? parsed.problem : parsed.entries.length).toBe(
      rows + (end === '' ? 0 : 1),
    );
  });
});
