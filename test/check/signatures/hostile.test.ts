import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src/base/bytes';
import { loadOpenPgp } from '../../../src/check/signatures/openpgp-library';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped, pasted } from './documents';
import { GnuPg } from './gnupg';

const gpg = new GnuPg();
const owner = 'Ed <ed@example.org>';
const MiB = 1024 * 1024;
const list = `${'0'.repeat(64)}  a.iso\n`;
let key = '';
let signed = '';
let signature = new Uint8Array(0);

beforeAll(async () => {
  gpg.makeKey(owner, 'ed25519');
  key = gpg.armoredKey(owner);
  signed = gpg.clearsign(owner, list);
  signature = gpg.detach(owner, list);
  await loadOpenPgp();
}, 60_000);

afterAll(() => {
  gpg.close();
});

const read = (text: string | Uint8Array, name?: string) =>
  readEvidence([name === undefined ? pasted(text) : dropped(name, text)], [], Date.now());

describe('hostile documents', () => {
  it('of any bytes never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isPasted) => {
        const evidence = await read(bytes, isPasted ? undefined : 'x.sig');
        expect(evidence.lists.map(({ source }) => source)).not.toContain('signed-list');
        expect(evidence.signatures).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('that look like OpenPGP never throw', async () => {
    const packet = fc.tuple(
      fc.constantFrom(0x88, 0x99, 0xc2, 0xc6, 0xcd, 0xb4, 0xce, 0xd1),
      fc.uint8Array({ maxLength: 120 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 6 }), async (packets) => {
        const parts = packets.map(([tag, body]) => Uint8Array.from([tag, body.length, 4, ...body]));
        const evidence = await read(concatBytes(parts), 'x.gpg');
        expect(evidence.signatures).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('made from good ones by one change never pass for them', async () => {
    const binary = [
      new TextEncoder().encode(`${signed}\n${key}`),
      concatBytes([gpg.publicKey(owner), signature]),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...binary),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (bytes, at, by) => {
          const changed = Uint8Array.from(bytes);
          const i = at % changed.length;
          changed[i] = (changed[i] ?? 0) ^ by;
          const evidence = await read(changed, 'x');
          for (const { source, entries } of evidence.lists)
            if (source === 'signed-list')
              expect(entries).toMatchObject([{ name: 'a.iso', digest: { hex: '0'.repeat(64) } }]);
        },
      ),
      { numRuns: 300 },
    );
  });

  const repeat = (text: string, bytes = MiB) => text.repeat(Math.floor(bytes / text.length));
  it.each<[string, () => string]>([
    ['beginnings', () => repeat('-----BEGIN PGP')],
    ['lines of beginnings', () => repeat('-----BEGIN PGP SIGNATURE-----\n')],
    ['signed messages without an end', () => repeat('-----BEGIN PGP SIGNED MESSAGE-----\n\n')],
    [
      'nested messages',
      () => repeat('-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n-----BEGIN PGP SIGNATURE-----\n'),
    ],
    [
      'one huge armor',
      () =>
        `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${repeat(`${'A'.repeat(64)}\n`, MiB - 100)}-----END PGP PUBLIC KEY BLOCK-----\n`,
    ],
    [
      'one huge signature',
      () =>
        `-----BEGIN PGP SIGNATURE-----\n\n${repeat('iQ', MiB - 100)}\n-----END PGP SIGNATURE-----\n`,
    ],
    ['armor without an end', () => `-----BEGIN PGP SIGNATURE-----\n\n${repeat('A', MiB - 100)}`],
    [
      'headers without an end',
      () => `-----BEGIN PGP SIGNED MESSAGE-----\n${repeat('Hash: SHA256\n', MiB - 100)}`,
    ],
    ['spaces', () => repeat(' ')],
    ['spaces after a dash', () => `-----BEGIN PGP SIGNATURE-----\n\n${repeat(' ', MiB - 100)}\n=`],
    [
      'equals signs',
      () =>
        `-----BEGIN PGP SIGNATURE-----\n\n${repeat('\n=AAAA', MiB - 100)}\n-----END PGP SIGNATURE-----`,
    ],
    ['RW', () => repeat('RW')],
    ['lines of keys', () => repeat(`RW${'A'.repeat(54)}\n`)],
    ['lines of signatures', () => repeat(`RWQ${'A'.repeat(97)}\n`)],
    ['comments', () => repeat('untrusted comment: \n')],
    ['one comment', () => `untrusted comment:${repeat('x', MiB - 100)}`],
    ['line ends', () => repeat('\r\n')],
    ['carriage returns', () => repeat('\r')],
    ['dashes', () => repeat('-')],
    ['zero', () => repeat('\0')],
  ])('of 1 MiB are answered within a second: %s', async (_what, make) => {
    const text = make();
    const start = performance.now();
    const evidence = await read(text);
    const ms = performance.now() - start;
    expect(evidence.lists.map(({ source }) => source)).not.toContain('signed-list');
    expect(ms).toBeLessThan(1000);
  });

  it('of 1 MiB of OpenPGP packets are answered within a second', async () => {
    for (const packet of [signature, Uint8Array.from([0x99, 0, 0]), Uint8Array.from([0xcd, 0])]) {
      const bytes = new Uint8Array(Math.floor(MiB / packet.length) * packet.length);
      for (let at = 0; at < bytes.length; at += packet.length) bytes.set(packet, at);
      const start = performance.now();
      const { questions } = await read(bytes, 'x.gpg');
      expect(performance.now() - start).toBeLessThan(1000);
      expect(questions.length).toBeGreaterThan(0);
    }
  });

  it.each<[string, string | undefined, number, string]>([
    ['pasted', undefined, MiB + 1, 'check/too-long'],
    ['dropped', 'list', 64 * MiB + 1, 'check/too-long'],
    ['empty', 'list', 0, 'check/empty'],
  ])('too long, and empty: %s', async (_what, name, length, code) => {
    const { items, questions } = await read(new Uint8Array(length), name);
    expect(items.map(({ problem }) => problem?.code)).toEqual([code]);
    expect(questions.map(({ problem }) => problem.code)).toEqual([code]);
  });

  it('that are nothing say nothing', async () => {
    const nothing = { items: [], lists: [], signatures: [], questions: [], keys: [] };
    expect(await readEvidence([], [], 0)).toEqual(nothing);
    expect(await read('')).toEqual(nothing);
  });
});
