import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BroughtDocument, Evidence, KnownKey } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped } from './documents';
import { makeKey, type MadeKey } from './minisign-keys';

const read = (documents: readonly BroughtDocument[], keys: readonly KnownKey[] = []) =>
  readEvidence(documents, keys, Date.now());
const list = `${createHash('sha256').update('a').digest('hex')}  a.iso\n`;
const genuine = makeKey();
const forged = makeKey(genuine.id);
const third = makeKey(genuine.id);

const pub = (key: MadeKey, comment = '') => dropped(`${key.coded}.pub`, key.text(comment));
const signedBy = (key: MadeKey) => [
  dropped('SHA256SUMS', list),
  dropped('SHA256SUMS.minisig', key.sign(list)),
];
const signifiedBy = (key: MadeKey) => [
  dropped('SHA256SUMS', list),
  dropped('SHA256SUMS.sig', key.signify(list)),
];
const remembered = (key: MadeKey, owner?: string): KnownKey => ({
  scheme: 'minisign',
  bytes: key.bytes,
  trust: { kind: 'remembered', since: 7 },
  fingerprint: key.coded,
  owner,
});

/** As minisign prints it. */
const idOf = ({ id }: MadeKey) => Buffer.from(id).reverse().toString('hex').toUpperCase();

/** Where the one list stands, and by the word of which key. */
function standing({ lists }: Evidence): [string | undefined, string | undefined] {
  const [one] = lists;
  const key = one?.chain.find((link) => link.kind === 'key');
  return [one?.problem?.code ?? one?.source, key?.fingerprint];
}

describe('minisign keys with the same number', () => {
  it.each<[string, MadeKey[], MadeKey[], MadeKey, string, MadeKey | undefined]>([
    ['the only one', [forged], [], forged, 'signed-list', forged],
    ['the first that was brought', [genuine, forged], [], genuine, 'signed-list', genuine],
    ['the second that was brought', [forged, genuine], [], genuine, 'signed-list', genuine],
    ['the third', [forged, third, genuine], [], genuine, 'signed-list', genuine],
    ['the remembered one', [forged], [genuine], genuine, 'signed-list', genuine],
    ['the brought one', [forged], [genuine], forged, 'signed-list', forged],
    ['none, of one', [forged], [], genuine, 'check/bad-signature', forged],
    ['none, of several', [forged, third], [], genuine, 'check/bad-signature', undefined],
    ['none, of one and a remembered', [forged], [third], genuine, 'check/bad-signature', undefined],
  ])('are told apart by what they signed: %s', async (_what, brought, known, signer, code, key) => {
    const documents = [...signedBy(signer), ...brought.map((one) => pub(one))];
    const evidence = await read(
      documents,
      known.map((one) => remembered(one)),
    );
    expect(standing(evidence)).toEqual([code, key?.coded ?? idOf(genuine)]);
    const kind = key && (known.includes(key) ? 'remembered' : 'brought');
    expect(evidence.lists[0]?.chain.at(-1)).toMatchObject({ trust: kind && { kind } });
  });

  it('are all listed, each whole, and said to be different', async () => {
    const evidence = await read([pub(forged, 'Ann'), pub(makeKey())], [remembered(genuine, 'Ann')]);
    expect(evidence.keys).toMatchObject([
      { fingerprint: genuine.coded, trust: { kind: 'remembered' }, caveat: 'same-number' },
      { fingerprint: forged.coded, trust: { kind: 'brought' }, caveat: 'same-number' },
      { caveat: undefined },
    ]);
    const alone = await read([pub(genuine), pub(genuine, 'again')], [remembered(genuine)]);
    expect(alone.keys).toMatchObject([{ fingerprint: genuine.coded, caveat: undefined }]);
  });

  it('say so when none of them made the signature', async () => {
    const { lists } = await read([...signedBy(genuine), pub(forged), pub(third)]);
    expect(lists[0]?.problem?.detail).toMatch(
      /^Several keys with the number in this signature .* different keys, and none of them made it\.$/,
    );
    const one = await read([...signedBy(genuine), pub(forged)]);
    expect(one.lists[0]?.problem?.detail).not.toMatch(/several/i);
  });

  it.each<[string, MadeKey[], MadeKey[], string]>([
    ['one that was brought', [genuine], [], 'signed-list'],
    ['the remembered one, whatever was brought', [forged], [genuine], 'signed-list'],
    ['no brought one beside a remembered one', [genuine], [forged], 'check/bad-signature'],
    ['none of several', [forged, genuine], [], 'check/unknown-key'],
  ])('try of signify, which names nothing else: %s', async (_what, brought, known, code) => {
    const documents = [...signifiedBy(genuine), ...brought.map((one) => pub(one))];
    const evidence = await read(
      documents,
      known.map((one) => remembered(one)),
    );
    expect(standing(evidence)[0]).toBe(code);
  });
});

describe('a minisign key that is remembered', () => {
  it.each([
    ['Ann', 'Ann'],
    ['', ''],
    [undefined, ''],
  ])('keeps its name (%j), whatever a copy of it says', async (stored, owner) => {
    const documents = [...signedBy(genuine), pub(genuine, 'Debian CD signing key')];
    const evidence = await read(documents, [remembered(genuine, stored)]);
    expect(evidence.keys).toMatchObject([{ owner, trust: { kind: 'remembered', since: 7 } }]);
    expect(evidence.lists[0]?.chain.at(-1)).toMatchObject({ kind: 'key', owner });
  });

  it('that is brought twice has the first name that there is', async () => {
    const { keys } = await read([pub(genuine), dropped('k.pub', genuine.text('Ann'))]);
    expect(keys).toMatchObject([{ owner: 'Ann' }]);
  });

  it.each<[string, Partial<KnownKey>]>([
    ['of another key', { bytes: forged.bytes }],
    ['of nothing', { bytes: new Uint8Array(0) }],
    ['with a byte more', { bytes: new Uint8Array([...genuine.bytes, 0]) }],
    ['of another scheme', { scheme: 'openpgp' }],
  ])('and has the bytes %s is shown as damaged, and used for nothing', async (_what, change) => {
    const evidence = await read(signedBy(genuine), [{ ...remembered(genuine, 'Ann'), ...change }]);
    expect(standing(evidence)[0]).toBe('check/unknown-key');
    expect(evidence.keys).toMatchObject([
      { fingerprint: genuine.coded, owner: 'Ann', caveat: 'damaged', signed: false },
    ]);
    const forgery = await read(signedBy(forged), [{ ...remembered(genuine, 'Ann'), ...change }]);
    expect(standing(forgery)[0]).toBe('check/unknown-key');
  });

  it('and is damaged gives way to a copy that is whole', async () => {
    const damaged = { ...remembered(genuine), bytes: forged.bytes };
    const evidence = await read([...signedBy(genuine), pub(genuine, 'x')], [damaged]);
    expect(standing(evidence)).toEqual(['signed-list', genuine.coded]);
    expect(evidence.keys).toMatchObject([
      { owner: 'x', trust: { kind: 'brought' }, caveat: undefined },
    ]);
  });
});
