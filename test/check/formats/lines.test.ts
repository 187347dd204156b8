import { describe, expect, it } from 'vitest';
import { hello, shown } from './shown';

const { crc32, md5, sha1, sha256, sha384, sha512 } = hello;
const H = sha256;
const base64 = 'WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=';
const base64Of384 = Buffer.from(sha384, 'hex').toString('base64');
const bare = 'sha256|sha3-256|blake3|blake2b-256|sha512-256|blake2s-256';
const long = 'n'.repeat(200);
const pairs = (hex: string) => hex.match(/../g)?.join(':') ?? '';

type Row = readonly [what: string, text: string, ...expected: string[]];

/** Lines of a table: what it is, the text, what is read of it. */
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

table('GNU', [
  ['text', `${H}  f.iso`, `f.iso ${bare} ${H}`],
  ['binary', `${H} *f.iso`, `f.iso ${bare} ${H}`],
  ['upper case', `${H.toUpperCase()}  F.ISO`, `F.ISO ${bare} ${H}`],
  ['a third space is of the name', `${H}   f`, ` f ${bare} ${H}`],
  ['a space at the end is of the name', `${H}  f `, `f  ${bare} ${H}`],
  ['an asterisk is of the name', `${H}  *f`, `*f ${bare} ${H}`],
  ['spaces in the name', `${H}  a  b c`, `a  b c ${bare} ${H}`],
  ['a directory', `${H}  ./d/f.iso`, `./d/f.iso ${bare} ${H}`],
  ['a Windows path', `${H} *C:\\d\\f.iso`, `C:\\d\\f.iso ${bare} ${H}`],
  ['another script', `${H}  файл\u202E.iso`, `файл\u202E.iso ${bare} ${H}`],
  ['200 characters', `${H}  ${long}`, `${long} ${bare} ${H}`],
  ['escapes', `\\${H}  we\\\\ird\\nna\\rme`, `we\\ird\nna\rme ${bare} ${H}`],
  ['an escaped backslash before n', `\\${H}  a\\\\n`, `a\\n ${bare} ${H}`],
  ['no escapes without a backslash in front', `${H}  a\\nb`, `a\\nb ${bare} ${H}`],
  [
    'an unknown escape',
    `\\${H}  a\\b`,
    'check/not-a-checksum The name has a backslash that stands for nothing.',
  ],
  [
    'an escape cut off',
    `\\${H}  a\\`,
    'check/not-a-checksum The name has a backslash that stands for nothing.',
  ],
  ['NBSP', `${H}\u00A0\u00A0f.iso`, `f.iso ${bare} ${H}`],
  ['a tab', `${H}\tf.iso`, `f.iso ${bare} ${H}`],
  ['a hexadecimal name', `${H}  ${H}`, `${H} ${bare} ${H}`],
  ['a hidden character in the digest', `${H.slice(0, 9)}\u200B${H.slice(9)}  f`, `f ${bare} ${H}`],
  [
    'a short word of hexadecimal digits',
    `${H.slice(1)}  f`,
    'check/cut-short 63 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
  [
    'a name like another format',
    `${H}  SHA256 (x) = ${sha512}`,
    `SHA256 (x) = ${sha512} ${bare} ${H}`,
  ],
  [
    'a name like a gpg line',
    `${H}  x: 5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0 8286A2E8 46F6BE03`,
    `x: 5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0 8286A2E8 46F6BE03 ${bare} ${H}`,
  ],
  ['base64', `${base64}  f`, `f ${bare} ${H}`],
  [
    'base64 of a SHA-384, which needs no padding',
    `${base64Of384}  f`,
    `f sha384|sha3-384|blake2b-384 ${sha384}`,
  ],
  ['base64 without padding', `${base64.slice(0, -1)}  f`, 'check/not-a-checksum '],
]);

table('reversed BSD', [
  ['one space', `${H} f.iso`, `f.iso ${bare} ${H}`],
  [
    'a number first in the name',
    `${md5} 2001 A Space Odyssey`,
    `2001 A Space Odyssey md5|blake2b-128 ${md5}`,
  ],
  [
    'no CRC-32: it may be a name',
    `${crc32} f.iso`,
    'check/not-a-checksum No checksum and file name can be made out.',
  ],
]);

table('tags', [
  ['BSD', `SHA256 (f.iso) = ${H}`, `f.iso sha256 ${H}`],
  ['brackets', `SHA256 (a (b) = c.txt) = ${H}`, `a (b) = c.txt sha256 ${H}`],
  ['split at the last', `SHA256 (a) = ${md5}) = ${H}`, `a) = ${md5} sha256 ${H}`],
  ['spaces', `MD5 ( f ) = ${md5}`, ` f  md5 ${md5}`],
  ['spaces before the bracket', `MD5   (f) = ${md5}`, `f md5 ${md5}`],
  ['escapes', `\\SHA256 (a\\\\b\\nc) = ${H}`, `a\\b\nc sha256 ${H}`],
  [
    'an unknown escape',
    `\\SHA256 (a\\b) = ${H}`,
    'check/not-a-checksum The name has a backslash that stands for nothing.',
  ],
  ['a pipe', `SHA256 (-) = ${H}`, `? sha256 ${H}`],
  ['BLAKE2b', `BLAKE2b (f) = ${sha512}`, `f blake2b-512 ${sha512}`],
  ['BLAKE2b-256', `BLAKE2b-256 (f) = ${H}`, `f blake2b-256 ${H}`],
  ['BLAKE2b-8', 'BLAKE2b-8 (f) = 27', 'f blake2b-8 27'],
  [
    'BLAKE2b-520',
    `BLAKE2b-520 (f) = ${H}`,
    'check/unknown-kind “BLAKE2b-520” is none that is known here.',
  ],
  [
    'BLAKE2b-12',
    'BLAKE2b-12 (f) = 271',
    'check/unknown-kind “BLAKE2b-12” is none that is known here.',
  ],
  ['base64', `SHA256 (f) = ${base64}`, `f sha256 ${H}`],
  [
    'base64 without padding',
    `SHA256 (f) = ${base64.slice(0, -1)}`,
    'check/cut-short The = at its end is missing.',
  ],
  ['base32', 'SHA256 (f) = lci3lnjc2xpqq3ip6cyrb66z2in3j7drmoxtjuecq2roqrxwxybq', `f sha256 ${H}`],
  ['SHA2-384', `SHA2-384 (f) = ${sha384}`, `f sha384 ${sha384}`],
  ['SHA3-512', `SHA3-512 (f) = ${sha512}`, `f sha3-512 ${sha512}`],
  [
    'SHA2-128 is none',
    `SHA2-128 (f) = ${md5}`,
    'check/unknown-kind “SHA2-128” is none that is known here.',
  ],
  ['SM3', `SM3 (f) = ${H}`, 'f unsupported SM3'],
  [
    'a Cyrillic letter in the tag',
    `SНA256 (f) = ${H}`,
    'check/unknown-kind “SНA256” is none that is known here.',
  ],
  ['the wrong length', `SHA256 (f) = ${md5}`, 'check/cut-short 32 digits. SHA-256 has 64.'],
  ['a CRC-32', `CRC32 (f) = ${crc32}`, `f crc32 ${crc32}`],
  ['an info hash in a list', `BTIH  (f) = ${sha1}`, 'f unsupported BitTorrent info hash'],
  ['OpenSSL 3', `SHA2-256(f.iso)= ${H}`, `f.iso sha256 ${H}`],
  ['OpenSSL 1', `SHA256(f.iso)= ${H}`, `f.iso sha256 ${H}`],
  ['OpenSSL with colons', `SHA2-256(f.iso)= ${pairs(H)}`, `f.iso sha256 ${H}`],
  ['OpenSSL, SHA-512/256', `SHA2-512/256(f)= ${H}`, `f sha512-256 ${H}`],
  [
    'OpenSSL, BLAKE2',
    `BLAKE2S-256(f)= ${H}\nBLAKE2B-512(f)= ${sha512}`,
    `f blake2s-256 ${H}`,
    `f blake2b-512 ${sha512}`,
  ],
  ['OpenSSL, a name with the BSD sign', `SHA2-256(a) = b)= ${H}`, `a) = b sha256 ${H}`],
  ['OpenSSL, a pipe', `SHA2-256(stdin)= ${H}`, `? sha256 ${H}`],
  [
    'OpenSSL, keyed',
    `HMAC-SHA2-256(f)= ${H}`,
    'check/unknown-kind “HMAC-SHA2-256” is none that is known here.',
  ],
]);

table('labels', [
  ['OCI', `sha256:${H}`, `? sha256 ${H}`],
  ['a space', `SHA256: ${H}`, `? sha256 ${H}`],
  ['upper case', `SHA-256: ${H.toUpperCase()}`, `? sha256 ${H}`],
  ['no colon', `SHA-256 ${H}`, `? sha256 ${H}`],
  ['a word', `SHA-256 checksum ${H}`, `? sha256 ${H}`],
  ['a word and a colon', `SHA256 Checksum: ${H}`, `? sha256 ${H}`],
  ['an equals sign', `md5 = ${md5}`, `? md5 ${md5}`],
  ['groups', `SHA-1: ${sha1.match(/.{4}/g)?.join(' ') ?? ''}`, `? sha1 ${sha1}`],
  [
    'several',
    `MD5: ${md5}\nSHA1: ${sha1}\nSHA256: ${H}`,
    `? md5 ${md5}`,
    `? sha1 ${sha1}`,
    `? sha256 ${H}`,
  ],
  ['the digest on the next line', `SHA256:\n${H}\n`, `? sha256 ${H}`],
  ['wrapped', `SHA-512: ${sha512.slice(0, 64)}\n${sha512.slice(64)}`, `? sha512 ${sha512}`],
  ['a name behind it', `sha256:${H}  f.iso`, `f.iso sha256 ${H}`],
  ['the wrong length', `SHA-256: ${md5}`, 'check/cut-short 32 digits. SHA-256 has 64.'],
  ['an unsupported kind', `RIPEMD-160: ${sha1}`, '? unsupported RIPEMD-160'],
  ['words only', 'MD5 is broken', 'check/not-a-checksum '],
  ['letters that look alike are no kind', `SНA256: ${H}`, `SНA256 ${bare} ${H}`],
]);

table('cksum and sum', [
  ['CRC', '3015617425 6 f.iso', 'f.iso unsupported checksum of cksum or sum'],
  ['System V', '542 1 f.iso', 'f.iso unsupported checksum of cksum or sum'],
  ['BSD', '36979     1 f.iso', 'f.iso unsupported checksum of cksum or sum'],
  [
    'no name',
    '3015617425 6',
    'check/cut-short 10 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
]);

table('SFV and rhash', [
  ['SFV', '; by hand\nf.iso 363A3020\n', `f.iso crc32 ${crc32}`],
  ['spaces in the name', ' a  b  363A3020', ` a  b  crc32 ${crc32}`],
  ['rhash, CRC-32 first', `${crc32}  f.iso`, `f.iso crc32 ${crc32}`],
  ['another digest', `f.iso ${H.toUpperCase()}`, `f.iso ${bare} ${H}`],
  [
    'several',
    `f.iso  ${crc32}  ${md5}  ${H}`,
    `f.iso crc32 ${crc32}`,
    `f.iso md5|blake2b-128 ${md5}`,
    `f.iso ${bare} ${H}`,
  ],
  [
    'several of one length',
    `f.iso  ${H}  ${H}`,
    'check/not-a-checksum It has several checksums of one length, and does not say which is which.',
  ],
  ['a colon', `f.iso: ${H}`, `f.iso ${bare} ${H}`],
  ['a prefix', 'f.iso 363A302', 'check/not-a-checksum '],
]);

const noCrc32 =
  '8 digits without a letter: a size or a date? A CRC-32 is taken from an .sfv list, or with its label.';

table('eight digits without a letter', [
  ['alone', '20240815', `check/not-a-checksum ${noCrc32}`],
  ['in groups', '2024 0815', `check/not-a-checksum ${noCrc32}`],
  ['behind a name', 'f.iso 12345678', `check/not-a-checksum ${noCrc32}`],
  ['before a name', '12345678  f.iso', `check/not-a-checksum ${noCrc32}`],
  ['beside another kind', `f.iso  12345678  ${md5}`, `check/not-a-checksum ${noCrc32}`],
  ['in a list', `${H}  f\ng 12345678`, `check/not-a-checksum Line 2: ${noCrc32}`],
  ['under a comment of a script', '# crc32\nf.iso 12345678', `check/not-a-checksum ${noCrc32}`],
  ['with a name that says CRC32', 'crc32.iso 12345678', `check/not-a-checksum ${noCrc32}`],
  [
    'over two lines',
    '2024\n0815',
    'check/cut-short Line 1: 4 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
  ['below a name', 'f.iso: \n 20240815', 'check/not-a-checksum Line 1: no checksum.'],
  ['from an SFV file', '; by hand\nf.iso 12345678', 'f.iso crc32 12345678'],
  [
    'beside one with a letter',
    `f.iso 12345678\ng.iso ${crc32.replace('3', 'a')}`,
    'f.iso crc32 12345678',
    `g.iso crc32 ${crc32.replace('3', 'a')}`,
  ],
  [
    'beside one with its label',
    'f 12345678\nCRC32 (g) = 12345678',
    'f crc32 12345678',
    'g crc32 12345678',
  ],
  [
    'beside one without a letter',
    'f 12345678\ng 12345679',
    `check/not-a-checksum Line 1: ${noCrc32}`,
  ],
  ['with its label', 'CRC32: 12345678', '? crc32 12345678'],
  ['with its label and no colon', 'CRC-32 12345678', '? crc32 12345678'],
  ['under its heading', 'CRC32\nf.iso 12345678', 'f.iso crc32 12345678'],
  ['with its tag', 'CRC32 (f) = 12345678', 'f crc32 12345678'],
  ['in a magnet link', 'magnet:?xt=urn:crc32:12345678', '? crc32 12345678'],
  ['in a Metalink', '<hash type="crc32">12345678</hash>', '? crc32 12345678'],
  ['with a letter', '1234567a', '? crc32 1234567a'],
  [
    'seven of them',
    '1234567',
    'check/cut-short 7 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
  ['32 of them', '12345678'.repeat(4), `? md5|blake2b-128 ${'12345678'.repeat(4)}`],
  ['in a name', `${H}  20240815`, `20240815 ${bare} ${H}`],
]);

table('HTTP', [
  ['Repr-Digest', `Repr-Digest: sha-256=:${base64}:`, `? sha256 ${H}`],
  [
    'Content-Digest, two',
    `content-digest: sha-256=:${base64}:, md5=:${Buffer.from(md5, 'hex').toString('base64')}:`,
    `? sha256 ${H}`,
    `? md5 ${md5}`,
  ],
  ['the value alone', `sha-256=:${base64}:`, `? sha256 ${H}`],
  [
    'Digest',
    `Digest: SHA-256=${base64},unixsum=30637`,
    `? sha256 ${H}`,
    '? unsupported BSD checksum',
  ],
  ['Digest, SHA', `Digest: SHA=${Buffer.from(sha1, 'hex').toString('base64')}`, `? sha1 ${sha1}`],
  [
    'padding missing',
    `sha-256=:${base64.slice(0, -1)}:`,
    'check/cut-short The = at its end is missing.',
  ],
  [
    'an unknown kind',
    `Repr-Digest: sha-9=:${base64}:`,
    'check/unknown-kind “sha-9” is none that is known here.',
  ],
]);

table('multihash and IPFS', [
  ['multihash', `1220${H}`, `? sha256 ${H}`],
  ['multihash of BLAKE2b-256', `a0e40220${H}`, `? blake2b-256 ${H}`],
  ['multihash of SHA-1', `1114${sha1}`, `? sha1 ${sha1}`],
  [
    'multihash with a wrong length',
    `1221${H}`,
    'check/cut-short 68 digits. MD5 has 32, SHA-1 has 40, SHA-256 has 64, SHA-512 has 128.',
  ],
  [
    'CIDv1 of the bytes',
    'bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am',
    `? sha256 ${H}`,
  ],
  [
    'an address of it',
    'ipfs://bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am',
    `? sha256 ${H}`,
  ],
  [
    'CIDv1 of a tree',
    'bafybeicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am',
    'check/not-a-file-hash It is an IPFS address, made from the way the file was cut into blocks.',
  ],
  [
    'CIDv0',
    'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG',
    'check/not-a-file-hash It is an IPFS address, made from the way the file was cut into blocks.',
  ],
  [
    'CIDv1 cut short',
    'bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6a',
    'check/not-a-checksum ',
  ],
]);

table('Debian, a line alone', [
  ['with its blank', ` ${H}     1234 main/f.deb`, `main/f.deb ${bare} ${H} 1234`],
  ['without it, the size is of the name', `${H} 1234 main/f.deb`, `1234 main/f.deb ${bare} ${H}`],
]);
