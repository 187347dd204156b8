import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isStrong, type DigestAlgorithm } from '../../src/base/digest-algorithms';
import { decideVerdict, neededAlgorithms } from '../../src/check/decide-verdict';
import { pastedId, type Evidence } from '../../src/check/evidence';
import { matchEvidence } from '../../src/check/match-evidence';
import { digestBytes } from '../../src/check/signatures/digest-bytes';
import { readEvidence } from '../../src/check/signatures/read-evidence';
import { fixedAlgorithms } from './digests/every-algorithm';
import type { Digests, FileFacts, Verdict } from '../../src/check/verdict';

/*
 * Any text in the paste box, down to the verdict: a typed answer, soon, and never `matches` unless a
 * strong digest of the file is in the text.
 */

const fileName = 'f.iso';
const bytes = new TextEncoder().encode('hello\n');
const wanted: readonly DigestAlgorithm[] = [...fixedAlgorithms, 'blake2b-256', 'blake2b-512'];

function digest(algorithm: DigestAlgorithm): Promise<string> {
  return digestBytes(algorithm, [bytes]);
}

let own: Record<string, string>;
beforeAll(async () => {
  const entries = await Promise.all(wanted.map(async (one) => [one, await digest(one)] as const));
  own = Object.fromEntries(entries);
});

function read(text: string): Promise<Evidence> {
  const document = { id: pastedId, name: undefined, bytes: new TextEncoder().encode(text) };
  return readEvidence([document], [], Date.UTC(2026, 0, 1));
}

/** What the page would say, computing what it would compute. */
async function verdictOf(text: string): Promise<{ verdict: Verdict; open: boolean }> {
  const { expectations, question } = matchEvidence(await read(text), { name: fileName });
  let digests: Digests = {};
  for (;;) {
    const missing = neededAlgorithms(expectations, digests);
    if (missing.length === 0) break;
    const more = await Promise.all(missing.map(async (one) => [one, await digest(one)] as const));
    digests = { ...digests, ...Object.fromEntries(more) };
  }
  const facts: FileFacts = { size: bytes.length, digests, signatures: {} };
  const verdict = decideVerdict(expectations, facts);
  return { verdict, open: verdict.kind === 'matches' && question === undefined };
}

/** Whether a strong digest of the file is in the text, in hexadecimal or base64, however it is broken up. */
function holdsStrongDigest(text: string): boolean {
  const squeezed = text.replace(/[^0-9A-Za-z+/=]/g, '');
  const hexadecimal = text.replace(/[^0-9A-Fa-f]/g, '').toLowerCase();
  return Object.entries(own)
    .filter(([algorithm]) => isStrong(algorithm as DigestAlgorithm))
    .some(
      ([, hex]) =>
        hexadecimal.includes(hex) ||
        squeezed.includes(Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '')),
    );
}

/** Parts that texts are made of: right, nearly right, and anything. */
const part = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...wanted).map((one) => (facts: typeof own) => facts[one] ?? ''),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...wanted), fc.nat(), fc.constantFrom('cut', 'flip', 'grow'))
      .map(
        ([algorithm, at, how]) =>
          (facts: typeof own) =>
            spoil(facts[algorithm] ?? '', at, how),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        '  ',
        ' *',
        ' ',
        '\n',
        ` (${fileName}) = `,
        `${fileName}\n`,
        'other.iso\n',
        'SHA256',
        'SHA256:',
        'sha256-',
        '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n',
        '-----BEGIN PGP SIGNATURE-----\n\n',
        '-----END PGP SIGNATURE-----\n',
        'untrusted comment: x\n',
        '<hash type="sha-256">',
        '</hash>',
      )
      .map((text) => () => text),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => () => text) },
);

function spoil(hex: string, at: number, how: 'cut' | 'flip' | 'grow'): string {
  const i = at % hex.length;
  if (how === 'cut') return hex.slice(0, i);
  if (how === 'grow') return `${hex}${hex.charAt(i)}`;
  return `${hex.slice(0, i)}${hex.charAt(i) === '0' ? '1' : '0'}${hex.slice(i + 1)}`;
}

describe('any text', () => {
  it('gets a verdict, and never a match unless a strong digest of the file is in it', async () => {
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        const text = parts.map((one) => one(own)).join('');
        const { verdict, open } = await verdictOf(text);
        if (verdict.kind === 'matches') expect(holdsStrongDigest(text)).toBe(true);
        if (open) matches++;
      }),
      { numRuns: 2_000 },
    );
    // Otherwise nothing was shown.
    expect(matches).toBeGreaterThan(10);
  }, 60_000);

  it('of any characters gets an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 4_000 }), async (text) => {
        expect((await verdictOf(text)).verdict.kind).not.toBe('matches');
      }),
    );
  });
});

describe('two checksums for one name', () => {
  const [wrong, other] = ['a'.repeat(64), 'b'.repeat(64)];
  it.each<[string, (right: string) => string, string]>([
    ['neither is of the file', () => `${wrong}  f.iso\n${other}  f.iso\n`, 'differs'],
    ['one is', (right) => `${wrong}  f.iso\n${right}  f.iso\n`, 'could-not-check'],
    ['in folders', (right) => `${right}  a/f.iso\n${other}  b/f.iso\n`, 'could-not-check'],
    ['in folders, neither', () => `${wrong}  a/f.iso\n${other}  b/f.iso\n`, 'differs'],
    ['the same twice', (right) => `${right}  a/f.iso\n${right}  b/f.iso\n`, 'matches'],
  ])('%s', async (_what, textFor, kind) => {
    const { verdict, open } = await verdictOf(textFor(own['sha256'] ?? ''));
    expect(verdict.kind).toBe(kind);
    expect(open).toBe(kind === 'matches');
  });
});

const MiB = 2 ** 20;
/** A text of 1 MiB made of one thing over and over. */
function filled(unit: string): string {
  return unit.repeat(Math.ceil(MiB / unit.length)).slice(0, MiB);
}

describe('1 MiB of', () => {
  it.each([
    ['digits', '5891b5b522d5df08'],
    ['lines', `${'a'.repeat(64)}  f.iso\n`],
    ['different lines', ''],
    ['line breaks', '\n'],
    ['blanks', ' '],
    ['brackets', '('],
    ['tags', 'SHA256 (f) = '],
    ['ends of tags', ') = '],
    ['markup', '<hash type="sha-256">'],
    ['half markup', '<'],
    ['armour', '-----BEGIN PGP SIGNATURE-----\n'],
    ['signed messages', '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n'],
    ['comments', 'untrusted comment: x\n'],
    ['keys', 'RWTpYEv1vI1xaNiosaWP5KoamqL9M8YqsS0DQaIaBpoAPtq/eHNRgiTo\n'],
    ['stanzas', 'Filename: f.iso\nSHA256: 00\n\n'],
    ['zero-width spaces', '\u200B'],
    ['accents', 'e\u0301'],
    ['marks on one letter', '\u0301\u0316'],
    ['line separators', '\u2028'],
  ])('%s is answered within a second', async (what, unit) => {
    const text =
      what === 'different lines'
        ? Array.from(
            { length: 14_000 },
            (_, i) => `${i.toString(16).padStart(64, '0')}  f${i}`,
          ).join('\n')
        : filled(unit);
    const startedAt = performance.now();
    const { verdict } = await verdictOf(text);
    const ms = performance.now() - startedAt;
    expect(verdict.kind).not.toBe('matches');
    console.log(`1 MiB of ${what}: ${verdict.kind}, ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(1_000);
  });
});
