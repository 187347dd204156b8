import { createHash } from 'node:crypto';
import * as openpgp from 'openpgp/lightweight';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KnownKey } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { maxStoredKeyBytes } from '../../../src/release/stored-key';
import { dropped, pasted } from './documents';

type Pair = Awaited<ReturnType<typeof makePair>>;
type Packet = openpgp.AnyPacket;

const makePair = (...names: string[]) =>
  openpgp.generateKey({
    type: 'curve25519',
    userIDs: names.map((name) => ({ name })),
    subkeys: [{ sign: true }],
    format: 'object',
  });
const list = `${createHash('sha256').update('a').digest('hex')}  a.iso`;
const now = Date.now() + 1000;

let ann: Pair;
let mallory: Pair;
let signed: string;

beforeAll(async () => {
  [ann, mallory] = [await makePair('Ann', 'Ann at work'), await makePair('Mallory')];
  signed = await clearsign(ann);
});

async function clearsign({ privateKey }: Pair): Promise<string> {
  const message = await openpgp.createCleartextMessage({ text: list });
  return openpgp.sign({ message, signingKeys: privateKey });
}

const packetsOf = ({ publicKey }: Pair): Packet[] => [...publicKey.toPacketList()];
const userOf = (name: string) => openpgp.UserIDPacket.fromObject({ name });

/** Where the packets of a key are; Ann has a second user, after these. */
const user = (pair: Pair) => packetsOf(pair).slice(1, 2);
const userSignature = (pair: Pair) => packetsOf(pair).slice(2, 3);
const subkey = (pair: Pair) => packetsOf(pair).slice(-2, -1);
const subkeySignature = (pair: Pair) => packetsOf(pair).slice(-1);

/** Packets as a key in binary. */
function write(...packets: Packet[]): Uint8Array<ArrayBuffer> {
  const all = new openpgp.PacketList<Packet>();
  for (const packet of packets) all.push(packet);
  return new Uint8Array(all.write());
}

/** Ann's key with more packets in it, after so many of its own. */
const withMore = (at: number, ...more: Packet[]) =>
  write(...packetsOf(ann).toSpliced(at, 0, ...more));
const end = Infinity;

const remembered = (more: Partial<KnownKey> = {}): KnownKey => ({
  scheme: 'openpgp',
  bytes: new Uint8Array(ann.publicKey.write()),
  trust: { kind: 'remembered', since: 1 },
  fingerprint: ann.publicKey.getFingerprint().toUpperCase(),
  owner: 'Ann',
  ...more,
});
describe('a key of OpenPGP', () => {
  it.each<[string, number, () => Packet[]]>([
    ['a user that nobody signed', 1, () => [userOf('Debian')]],
    ['a user under the signature for another', 1, () => [userOf('Debian'), ...userSignature(ann)]],
    ['a user that another key signed', 1, () => [...user(mallory), ...userSignature(mallory)]],
    ['a subkey that nobody signed', end, () => subkey(mallory)],
    [
      'a subkey under the signature for another',
      end,
      () => [...subkey(mallory), ...subkeySignature(ann)],
    ],
    [
      'a subkey that another key signed',
      end,
      () => [...subkey(mallory), ...subkeySignature(mallory)],
    ],
    ['a signature for another user', 2, () => packetsOf(ann).slice(4, 5)],
    ['a signature for another subkey', end, () => subkeySignature(mallory)],
  ])('loses %s before it is shown or stored', async (_what, at, more) => {
    const changed = dropped('k.gpg', withMore(at, ...more()));
    const evidence = await readEvidence([pasted(signed), changed], [], now);
    expect(evidence.lists).toMatchObject([{ source: 'signed-list', problem: undefined }]);
    expect(evidence.keys).toMatchObject([{ owner: 'Ann', signed: true, caveat: undefined }]);
    expect(evidence.lists[0]?.chain.at(-1)).toMatchObject({ kind: 'key', owner: 'Ann' });
    const stored = evidence.keys[0]?.bytes ?? new Uint8Array(0);
    expect(stored).toEqual(write(...packetsOf(ann)));
    // Nor does a brought copy bring them into the remembered key, or rename it.
    const known = await readEvidence([changed], [remembered()], now);
    expect(known.keys).toMatchObject([{ owner: 'Ann', trust: { kind: 'remembered' } }]);
    expect(known.keys[0]?.bytes).toEqual(stored);
  });

  it('without a user that it signed has no name', async () => {
    const bytes = write(...packetsOf(ann).slice(0, 1), userOf('Debian'));
    const { keys } = await readEvidence([dropped('k.gpg', bytes)], [], now);
    expect(keys).toMatchObject([{ owner: '' }]);
  });

  it('knows nothing of what was signed with a subkey that it did not sign', async () => {
    const bytes = withMore(end, ...subkey(mallory), ...subkeySignature(mallory));
    const documents = [pasted(await clearsign(mallory)), dropped('k.gpg', bytes)];
    const evidence = await readEvidence(documents, [], now);
    expect(evidence.lists[0]?.problem?.code).toBe('check/unknown-key');
  });

  it('keeps the name that it was remembered under, also when a copy has its owner’s new one', async () => {
    const stored = write(...packetsOf(ann).toSpliced(3, 2));
    const renamed = dropped('k.gpg', new Uint8Array(ann.publicKey.write()));
    for (const [owner, shown] of [
      ['Ann in 2020', 'Ann in 2020'],
      ['', ''],
      [undefined, 'Ann'],
    ] as const) {
      const { keys } = await readEvidence([renamed], [remembered({ bytes: stored, owner })], now);
      expect(keys).toMatchObject([{ owner: shown, trust: { kind: 'remembered' } }]);
    }
  });

  it('that is stored under another fingerprint, or damaged, is used for nothing', async () => {
    const whole = remembered().bytes;
    const others: Partial<KnownKey>[] = [
      { bytes: new Uint8Array(mallory.publicKey.write()) },
      { bytes: whole.slice(0, 39) },
      { bytes: new Uint8Array(0) },
      { bytes: new Uint8Array([...whole, ...mallory.publicKey.write()]) },
      { scheme: 'minisign' },
    ];
    for (const other of others) {
      for (const text of [signed, await clearsign(mallory)]) {
        const evidence = await readEvidence([pasted(text)], [remembered(other)], now);
        expect(evidence.lists[0]?.problem?.code).toBe('check/unknown-key');
        const { fingerprint } = remembered();
        expect(evidence.keys).toMatchObject([{ fingerprint, owner: 'Ann', caveat: 'damaged' }]);
      }
    }
  });

  it.each([
    [0, undefined],
    [maxStoredKeyBytes, 'too-long'],
  ])('with %i bytes of what others say of it', async (length, caveat) => {
    // Nobody's signature: what others say of a user is not looked at.
    const [other] = userSignature(mallory);
    const size = write(...userSignature(mallory)).length;
    const copies = Array.from({ length: Math.ceil(length / size) }, () => other ?? userOf(''));
    const bytes = withMore(3, ...copies);
    const { keys } = await readEvidence([dropped('k.gpg', bytes)], [], now);
    expect(keys).toMatchObject([{ owner: 'Ann', caveat }]);
  });
});
