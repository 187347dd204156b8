import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src/base/bytes';
import type { BroughtDocument, Evidence, KnownKey } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { verifyFileSignature } from '../../../src/check/signatures/verify-file-signature';
import type { FileSignature } from '../../../src/release/chain';
import { dropped, pasted } from './documents';
import { GnuPg } from './gnupg';

const gpg = new GnuPg();
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const list = `${sha256('a')}  a.iso\n${sha256('b')}  - b (früh).iso\n${sha256('c')}  -c.iso\n`;
const now = Date.now();

const owners = {
  rsa: 'Rhea RSA <rhea@example.org>',
  ed25519: 'Édith Ed <ed@example.org>',
  p256: 'Nils Nist <nist@example.org>',
  weak: 'Wanda Weak <weak@example.org>',
  expired: 'Eva Expired <expired@example.org>',
  revoked: 'Rolf Revoked <revoked@example.org>',
  subkey: 'Sue Subkey <sub@example.org>',
  stranger: 'Stranger <who@example.org>',
} as const;
type Owner = keyof typeof owners;

let expiredOver: (text: string) => string;

beforeAll(() => {
  gpg.makeKey(owners.rsa, 'rsa3072');
  gpg.makeKey(owners.ed25519, 'ed25519');
  gpg.makeKey(owners.p256, 'nistp256');
  gpg.makeKey(owners.weak, 'rsa1024');
  gpg.makeKey(owners.revoked, 'ed25519');
  gpg.makeKey(owners.stranger, 'ed25519');
  gpg.run(['--quick-gen-key', owners.subkey, 'ed25519', 'cert', 'never']);
  gpg.run(['--quick-add-key', gpg.fingerprint(owners.subkey), 'rsa3072', 'sign', 'never']);
  const then = ['--faked-system-time', '20200101T000000'];
  gpg.run([...then, '--quick-gen-key', owners.expired, 'ed25519', 'sign', '1y']);
  expiredOver = (text) =>
    gpg.clearsign(owners.expired, text, '--faked-system-time', '20200202T000000');
}, 60_000);

afterAll(() => {
  gpg.close();
});

function read(documents: readonly BroughtDocument[], keys: readonly KnownKey[] = []) {
  return readEvidence(documents, keys, now);
}

const keyOf = (owner: Owner) => dropped(`${owner}.gpg`, gpg.publicKey(owners[owner]));

/** What became of the one list: the code of its problem, or where it stands. */
function standing({ lists }: Evidence): string {
  expect(lists).toHaveLength(1);
  return lists[0]?.problem?.code ?? lists[0]?.source ?? 'none';
}

function brokenLinks({ lists, questions }: Evidence): string[] {
  return [...lists, ...questions].flatMap(({ chain }) =>
    chain.flatMap((link) => (link.broken ? [`${link.kind} ${link.broken}`] : [])),
  );
}

describe('a clearsigned list', () => {
  it.each<Owner>(['rsa', 'ed25519', 'p256', 'subkey'])('by %s is a signed list', async (owner) => {
    const signed = gpg.clearsign(owners[owner], list);
    expect(gpg.gpgvAgrees(gpg.publicKey(owners[owner]), signed, undefined)).toBe(true);
    const evidence = await read([pasted(signed), keyOf(owner)]);
    expect(standing(evidence)).toBe('signed-list');
    const [one] = evidence.lists;
    expect(one?.entries.map(({ name }) => name)).toEqual(['a.iso', '- b (früh).iso', '-c.iso']);
    expect(one?.chain.map(({ kind }) => kind)).toEqual(['list', 'signature', 'key']);
    expect(one?.chain[2]).toEqual({
      kind: 'key',
      scheme: 'openpgp',
      fingerprint: gpg.fingerprint(owners[owner]),
      owner: owners[owner],
      trust: { kind: 'brought' },
    });
    expect(evidence.items[0]).toMatchObject({
      documentId: 'pasted',
      kind: 'signed-list',
      summary: `SHA-256, a list of 3 lines, signed by “${owners[owner].replace(/ <.*/, '')}” (the name in the key).`,
    });
    expect(evidence.questions).toEqual([]);
    expect(evidence.signatures).toEqual([]);
    expect(evidence.keys).toMatchObject([
      { fingerprint: gpg.fingerprint(owners[owner]), signed: true },
    ]);
  });

  it.each<[string, (signed: string) => string]>([
    ['a changed digit', (signed) => signed.replace(/^[0-9a-f]/m, (c) => (c === '0' ? '1' : '0'))],
    ['a line more', (signed) => signed.replace('  a.iso', `  a.iso\n${sha256('x')}  x.iso`)],
    ['a line less', (signed) => signed.replace(/^.*a\.iso\n/m, '')],
    [
      'a line after the list',
      (signed) =>
        signed.replace('-----BEGIN PGP SIGNATURE', `${sha256('x')}  x\n-----BEGIN PGP SIGNATURE`),
    ],
  ])('is broken by %s', async (_what, change) => {
    const signed = change(gpg.clearsign(owners.ed25519, list));
    expect(gpg.gpgvAgrees(gpg.publicKey(owners.ed25519), signed, undefined)).toBe(false);
    const evidence = await read([pasted(signed), keyOf('ed25519')]);
    expect(standing(evidence)).toBe('check/bad-signature');
    expect(brokenLinks(evidence)).toEqual(['signature check/bad-signature']);
  });

  it('does not use words before and after it', async () => {
    const signed = `Hello,\n${gpg.clearsign(owners.rsa, list)}\n${sha256('y')}  after.iso\n`;
    const evidence = await read([pasted(signed), keyOf('rsa')]);
    expect(standing(evidence)).toBe('signed-list');
    expect(evidence.lists[0]?.entries.map(({ name }) => name)).not.toContain('after.iso');
    expect(evidence.items.map(({ summary }) => summary)).toContain(
      'The text outside the signed part is not signed. It is not used.',
    );
  });

  it.each(['Hash: SHA256\n', ''])('takes no text for a header (%j)', async (hash) => {
    const signed = gpg.clearsign(owners.rsa, list);
    const smuggled = signed.replace(/^Hash: .*\n/m, `${hash}${sha256('x')}  x.iso\n`);
    const evidence = await read([pasted(smuggled), keyOf('rsa')]);
    expect(evidence.lists.map(({ source }) => source)).not.toContain('signed-list');
    expect(evidence.questions.length).toBeGreaterThan(0);
  });

  it('is read with Windows line ends, and with white space at line ends', async () => {
    const signed = gpg.clearsign(owners.rsa, list);
    const evidence = await read([
      dropped('SHA256SUMS.asc', signed.replaceAll('\n', ' \t\r\n')),
      keyOf('rsa'),
    ]);
    expect(standing(evidence)).toBe('signed-list');
  });

  it('by a remembered key says since when it is', async () => {
    const trust = { kind: 'remembered', since: 12 } as const;
    const key = { scheme: 'openpgp', bytes: gpg.publicKey(owners.p256), trust } as const;
    const evidence = await read([pasted(gpg.clearsign(owners.p256, list))], [key]);
    expect(standing(evidence)).toBe('signed-list');
    expect(evidence.lists[0]?.chain[2]).toMatchObject({ kind: 'key', trust });
  });

  it('says which key is missing', async () => {
    const evidence = await read([pasted(gpg.clearsign(owners.rsa, list)), keyOf('ed25519')]);
    expect(standing(evidence)).toBe('check/unknown-key');
    expect(evidence.lists[0]?.chain[2]).toEqual({
      kind: 'key',
      scheme: 'openpgp',
      fingerprint: gpg.fingerprint(owners.rsa),
      owner: '',
      trust: undefined,
      broken: 'check/unknown-key',
    });
    expect(evidence.keys).toMatchObject([{ signed: false }]);
  });

  it('is expired when its key is, though it was not then', async () => {
    const evidence = await read([pasted(expiredOver(list)), keyOf('expired')]);
    expect(standing(evidence)).toBe('check/expired-key');
    expect(brokenLinks(evidence)).toEqual(['key check/expired-key']);
    expect(evidence.keys[0]?.expiresAt).toBeLessThan(now);
    expect(gpg.statusOf(expiredOver(list))).toContain('EXPKEYSIG');
  });

  it('is expired when it says so itself', async () => {
    const options = [
      '--faked-system-time',
      `${Math.floor(now / 1000) + 5}`,
      '--default-sig-expire',
      '1d',
    ];
    const signed = gpg.clearsign(owners.rsa, list, ...options);
    const later = now + 3 * 24 * 60 * 60 * 1000;
    const evidence = await readEvidence([pasted(signed), keyOf('rsa')], [], later);
    expect(standing(evidence)).toBe('check/expired-key');
    expect(brokenLinks(evidence)).toEqual(['signature check/expired-key']);
    expect(standing(await read([pasted(signed), keyOf('rsa')]))).toBe('signed-list');
  });

  it('is not of the future', async () => {
    const signed = gpg.clearsign(owners.rsa, list);
    const before = now - 3 * 24 * 60 * 60 * 1000;
    const evidence = await readEvidence([pasted(signed), keyOf('rsa')], [], before);
    expect(standing(evidence)).not.toBe('signed-list');
  });

  it('is no good under a revoked key, also when another copy of it says nothing', async () => {
    const signed = gpg.clearsign(owners.revoked, list);
    const before = gpg.publicKey(owners.revoked);
    expect(standing(await read([pasted(signed), keyOf('revoked')]))).toBe('signed-list');
    const home = `${gpg.folder}/openpgp-revocs.d/${gpg.fingerprint(owners.revoked)}.rev`;
    gpg.run(['--import'], readFileSync(home, 'utf8').replace(':-----BEGIN', '-----BEGIN'));
    const remembered: KnownKey = {
      scheme: 'openpgp',
      bytes: before,
      trust: { kind: 'remembered', since: 1 },
    };
    for (const keys of [[], [remembered]]) {
      const evidence = await read([pasted(signed), keyOf('revoked')], keys);
      expect(standing(evidence)).toBe('check/revoked-key');
      expect(brokenLinks(evidence)).toEqual(['key check/revoked-key']);
      expect(evidence.keys).toMatchObject([{ revoked: true }]);
    }
    expect(gpg.statusOf(signed)).toContain('REVKEYSIG');
  });

  it('is weak under RSA with 1024 bits', async () => {
    const evidence = await read([pasted(gpg.clearsign(owners.weak, list)), keyOf('weak')]);
    expect(standing(evidence)).toBe('check/weak-signature');
    expect(brokenLinks(evidence)).toEqual(['key check/weak-signature']);
  });

  it('is weak with SHA-1, and broken when it is changed as well', async () => {
    const options = ['--digest-algo', 'SHA1', '--weak-digest', 'MD5'];
    const signed = gpg.clearsign(owners.rsa, list, ...options);
    expect(signed).toContain('Hash: SHA1');
    const evidence = await read([pasted(signed), keyOf('rsa')]);
    expect(standing(evidence)).toBe('check/weak-signature');
    expect(brokenLinks(evidence)).toEqual(['signature check/weak-signature']);
    const changed = signed.replace('a.iso', 'A.iso');
    expect(standing(await read([pasted(changed), keyOf('rsa')]))).toBe('check/bad-signature');
  });

  it('with two signatures holds when one does, and breaks when one does', async () => {
    const both = gpg.clearsign(owners.rsa, list, '--local-user', `=${owners.ed25519}`);
    for (const keys of [['rsa'], ['ed25519'], ['rsa', 'ed25519']] as const)
      expect(standing(await read([pasted(both), ...keys.map(keyOf)]))).toBe('signed-list');
    const expired = gpg.clearsign(owners.rsa, list, '--local-user', `=${owners.weak}`);
    expect(standing(await read([pasted(expired), keyOf('rsa'), keyOf('weak')]))).toBe(
      'signed-list',
    );
    expect(standing(await read([pasted(expired), keyOf('weak')]))).toBe('check/weak-signature');
    expect(standing(await read([pasted(both)]))).toBe('check/unknown-key');
  });
});

describe('a detached signature over a list', () => {
  it.each<[string, (owner: string) => [BroughtDocument, BroughtDocument]]>([
    [
      '.asc',
      (o) => [
        dropped('SHA256SUMS', list),
        dropped('SHA256SUMS.asc', gpg.detach(o, list, '--armor')),
      ],
    ],
    ['.sig', (o) => [dropped('SHA256SUMS.sig', gpg.detach(o, list)), dropped('SHA256SUMS', list)]],
    [
      '.sign',
      (o) => [dropped('SHA256SUMS', list), dropped('SHA256SUMS.sign', gpg.detach(o, list))],
    ],
    ['.gpg', (o) => [dropped('SHA256SUMS', list), dropped('SHA256SUMS.gpg', gpg.detach(o, list))]],
    ['another name', (o) => [dropped('sums', list), dropped('x', gpg.detach(o, list))]],
    [
      'text mode',
      (o) => [dropped('SHA256SUMS', list), dropped('y.sig', gpg.detach(o, list, '--textmode'))],
    ],
    [
      'text mode, Windows',
      (o) => [
        dropped('SHA256SUMS', list.replaceAll('\n', '\r\n')),
        dropped('y.sig', gpg.detach(o, list, '--textmode')),
      ],
    ],
    ['pasted list', (o) => [pasted(list.trimEnd()), dropped('x.sig', gpg.detach(o, list))]],
  ])('is found by %s', async (_how, documents) => {
    for (const owner of ['rsa', 'ed25519', 'p256', 'subkey'] as const) {
      const evidence = await read([...documents(owners[owner]), keyOf(owner)]);
      expect(standing(evidence)).toBe('signed-list');
      expect(evidence.signatures).toEqual([]);
      expect(evidence.questions).toEqual([]);
    }
  });

  it('is found in the same text, with its key', async () => {
    const signature = new TextDecoder().decode(gpg.detach(owners.p256, list, '--armor'));
    const text = `${list}\n${signature}\n${gpg.armoredKey(owners.p256)}`;
    const evidence = await read([pasted(text)]);
    expect(standing(evidence)).toBe('signed-list');
    expect(evidence.items.map(({ kind }) => kind).toSorted()).toEqual([
      'key',
      'signature',
      'signed-list',
    ]);
    const changed = await read([pasted(text.replace('a.iso', 'A.iso'))]);
    expect(standing(changed)).toBe('check/bad-signature');
    expect(changed.signatures).toEqual([]);
  });

  it('that does not fit the list of its name breaks it, whatever else fits', async () => {
    const other = `${sha256('z')}  z.iso\n`;
    const signature = gpg.detach(owners.rsa, other);
    const evidence = await read([
      dropped('SHA256SUMS', list),
      dropped('SHA256SUMS.sig', signature),
      dropped('other', other),
      keyOf('rsa'),
    ]);
    expect(evidence.lists.map(({ problem }) => problem?.code)).toEqual([
      'check/bad-signature',
      undefined,
    ]);
    expect(evidence.lists[1]?.source).toBe('list');
  });

  it('asks for the list that is not there', async () => {
    const signature = dropped('SHA256SUMS.sig', gpg.detach(owners.rsa, list));
    const evidence = await read([signature, keyOf('rsa')]);
    expect(evidence.questions.map(({ problem }) => problem.code)).toEqual(['check/list-missing']);
    expect(evidence.signatures).toEqual([]);
  });
});

describe('a detached signature over a file', () => {
  const file = new Uint8Array(randomBytes(100_000));

  async function expectationOf(owner: Owner, ...options: string[]): Promise<FileSignature> {
    const signature = gpg.detach(owners[owner], file, ...options);
    expect(gpg.gpgvAgrees(gpg.publicKey(owners[owner]), signature, file)).toBe(true);
    const evidence = await read([dropped('file.iso.sig', signature), keyOf(owner)]);
    expect(evidence.questions).toEqual([]);
    const [expectation] = evidence.signatures;
    expect(evidence.signatures).toHaveLength(1);
    expect(expectation).toMatchObject({ kind: 'signature', source: 'signature', name: undefined });
    if (!expectation) throw new Error('no signature');
    return expectation.signature;
  }

  function signedDigest({ over }: FileSignature, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (over.kind !== 'digest') throw new Error('over bytes');
    const whole = concatBytes([over.prefix, bytes, over.suffix]);
    return new Uint8Array(createHash(over.algorithm).update(whole).digest());
  }

  it.each<[Owner, string[]]>([
    ['rsa', []],
    ['rsa', ['--digest-algo', 'SHA384']],
    ['ed25519', []],
    ['ed25519', ['--armor', '--digest-algo', 'SHA256']],
    ['p256', []],
    ['subkey', []],
  ])('by %s %j is valid for it and for nothing else', async (owner, options) => {
    const signature = await expectationOf(owner, ...options);
    expect(await verifyFileSignature(signature, signedDigest(signature, file))).toBe('valid');
    const flipped = file.slice();
    flipped[50_000] = (flipped[50_000] ?? 0) ^ 1;
    for (const other of [
      flipped,
      file.slice(1),
      concatBytes([file, file.slice(0, 1)]),
      new Uint8Array(0),
    ])
      expect(await verifyFileSignature(signature, signedDigest(signature, other))).toBe('broken');
    // The first two bytes are compared before the key is asked: let them be right.
    const almost = signedDigest(signature, file);
    almost[5] = (almost[5] ?? 0) ^ 1;
    expect(await verifyFileSignature(signature, almost)).toBe('broken');
  });

  it('has an id of its own, the same each time', async () => {
    const signature = gpg.detach(owners.rsa, file);
    const again = async (name: string) =>
      (await read([dropped(name, signature), keyOf('rsa')])).signatures[0]?.signature.id;
    expect(await again('a.sig')).toBe(await again('b.sig'));
    expect((await expectationOf('ed25519')).id).not.toBe(await again('a.sig'));
  });

  it.each<[string, () => BroughtDocument[], string]>([
    [
      'unknown',
      () => [dropped('f.sig', gpg.detach(owners.stranger, file)), keyOf('rsa')],
      'check/unknown-key',
    ],
    [
      'weak',
      () => [dropped('f.sig', gpg.detach(owners.weak, file)), keyOf('weak')],
      'check/weak-signature',
    ],
    [
      'SHA-1',
      () => [dropped('f.sig', gpg.detach(owners.rsa, file, '--digest-algo', 'SHA1')), keyOf('rsa')],
      'check/weak-signature',
    ],
    [
      'text mode',
      () => [dropped('f.sig', gpg.detach(owners.rsa, file, '--textmode')), keyOf('rsa')],
      'check/unreadable-signature',
    ],
    [
      'the file inside',
      () => [dropped('f.gpg', gpg.run(['--local-user', `=${owners.rsa}`, '--sign'], 'x'))],
      'check/unreadable-signature',
    ],
    [
      'a key instead',
      () => [dropped('f.sig', gpg.publicKey(owners.rsa).slice(0, 200))],
      'check/unreadable-key',
    ],
    [
      'cut short',
      () => [dropped('f.sig', gpg.detach(owners.rsa, file).slice(0, 100))],
      'check/unreadable-signature',
    ],
    [
      'a secret key',
      () => [dropped('k', gpg.run(['--export-secret-keys', `=${owners.rsa}`]))],
      'check/unreadable-key',
    ],
    [
      'an armored secret key',
      () => [dropped('k', gpg.run(['--armor', '--export-secret-keys', `=${owners.rsa}`]))],
      'check/unreadable-key',
    ],
  ])('is a question: %s', async (_what, documents, code) => {
    const evidence = await read(documents());
    expect(evidence.questions.map(({ problem }) => problem.code)).toEqual([code]);
    expect(evidence.signatures).toEqual([]);
    expect(evidence.items.some(({ problem }) => problem?.code === code)).toBe(true);
  });

  it('is none when it is made for a key: a certification, and a signature over nothing', async () => {
    const openpgp = await import('openpgp/lightweight');
    const [key] = await openpgp.readKeys({ binaryKeys: gpg.publicKey(owners.rsa) });
    const packets = new openpgp.PacketList<InstanceType<typeof openpgp.SignaturePacket>>();
    packets.push(...(key?.users[0]?.selfCertifications ?? []));
    const evidence = await read([dropped('f.sig', packets.write()), keyOf('rsa')]);
    expect(evidence.signatures).toEqual([]);
    expect(evidence.questions.map(({ problem }) => problem.code)).toEqual([
      'check/unreadable-signature',
    ]);
  });
});

describe('keys', () => {
  it('are found once each, the remembered one first', async () => {
    const bytes = gpg.publicKey(owners.rsa);
    const trust = { kind: 'remembered', since: 5 } as const;
    const { keys, items } = await read(
      [keyOf('rsa'), pasted(gpg.armoredKey(owners.rsa))],
      [{ scheme: 'openpgp', bytes, trust }],
    );
    expect(keys).toMatchObject([
      {
        owner: owners.rsa,
        fingerprint: gpg.fingerprint(owners.rsa),
        trust,
        revoked: false,
        expiresAt: undefined,
      },
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(['key', 'key']);
    expect(items[0]?.summary).toMatch(
      /^A key: “Rhea RSA”, fingerprint ([0-9A-F]{4} ){9}[0-9A-F]{4}\.$/,
    );
  });

  it('come as a keyring, with words around them', async () => {
    const all = Object.values(owners).map((owner) => gpg.publicKey(owner));
    const { keys, items } = await read([dropped('keyring.gpg', concatBytes(all))]);
    expect(keys).toHaveLength(8);
    expect(items).toMatchObject([{ kind: 'key', summary: 'A keyring of 8 keys.' }]);
    const page = `Our key is this:\n\n${gpg.armoredKey(owners.rsa)}\nUse it.\n`;
    const found = await read([pasted(page)]);
    expect(found.keys).toHaveLength(1);
    expect(found.questions).toEqual([]);
  });
});
