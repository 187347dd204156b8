import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  blake2bBits,
  isBlake2b,
  rowOf,
  type DigestAlgorithm,
} from '../../../src/base/digest-algorithms';
import { makeDigest } from '../../../src/check/digests/make-digest';
import { makeScriptDigest } from '../../../src/check/digests/make-script-digest';
import { makeWasmDigest } from '../../../src/check/digests/make-wasm-digest';
import type { RunningDigest } from '../../../src/check/digests/running-digest';
import { makeBytes } from '../../support/make-file';
import { everyAlgorithm } from './every-algorithm';

/** Around the blocks and the paddings of every algorithm (64 to 144 bytes), and the rest of a large one. */
const sizes = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 135, 136, 137, 1000, 1025];

/** What Node's own OpenSSL calls them. */
const opensslNames: Partial<Record<DigestAlgorithm, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha512-256': 'sha512-256',
  'sha3-224': 'sha3-224',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  'blake2s-256': 'blake2s256',
  'blake2b-512': 'blake2b512',
};

function digestOf(running: RunningDigest, ...parts: Uint8Array[]): string {
  for (const part of parts) running.update(part);
  return running.finish();
}

/** By a third implementation, of those that it has. */
function nodeDigest(algorithm: DigestAlgorithm, bytes: Uint8Array): string | undefined {
  if (algorithm === 'crc32') return crc32(bytes).toString(16).padStart(8, '0');
  const name = opensslNames[algorithm];
  return name === undefined ? undefined : createHash(name).update(bytes).digest('hex');
}

async function expectAgreement(algorithm: DigestAlgorithm, bytes: Uint8Array): Promise<void> {
  const script = digestOf(makeScriptDigest(algorithm), bytes);
  expect(script).toMatch(/^[0-9a-f]+$/);
  expect(script).toHaveLength(rowOf(algorithm).hexLength);
  const others = [digestOf(await makeDigest(algorithm), bytes), nodeDigest(algorithm, bytes)];
  for (const other of others) expect(other ?? script).toBe(script);
}

/** `bytes` in parts that begin at `cuts`. */
function cut(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

describe.each(everyAlgorithm)('two implementations of %s', (algorithm) => {
  it.each(sizes)('agree on %d bytes', async (size) => {
    await expectAgreement(algorithm, makeBytes(size, `${algorithm} ${size}`));
  });

  it('are two', async () => {
    // SHA-512/256 is not in hash-wasm: there the second one is Node's.
    const isThere = (await makeWasmDigest(algorithm)) !== undefined;
    expect(isThere).toBe(algorithm !== 'sha512-256');
  });
});

/** Of BLAKE2b the shortest, the longest and one between. */
const some = everyAlgorithm.filter(
  (algorithm) => !isBlake2b(algorithm) || [8, 256, 512].includes(blake2bBits(algorithm)),
);

describe.each(some)('%s', (algorithm) => {
  it('agrees on 1 MiB and a byte', async () => {
    await expectAgreement(algorithm, makeBytes(2 ** 20 + 1, algorithm));
  });

  it('is the same in whatever parts it comes', async () => {
    const bytes = makeBytes(20_000, algorithm);
    const whole = digestOf(makeScriptDigest(algorithm), bytes);
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 12 });
    const property = fc.asyncProperty(cuts, async (at) => {
      expect(digestOf(await makeDigest(algorithm), ...cut(bytes, at))).toBe(whole);
      expect(digestOf(makeScriptDigest(algorithm), ...cut(bytes, at))).toBe(whole);
    });
    await fc.assert(property, { numRuns: 20 });
  });
});

const refuse = () => Promise.reject(new Error('refused by the policy of this page'));
const withoutWebAssembly: readonly [string, unknown][] = [
  ['is missing', undefined],
  ['may not be used', { compile: refuse, instantiate: refuse }],
];

describe.each(withoutWebAssembly)('where WebAssembly %s', (_what, replacement) => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('digests are the same', async () => {
    const bytes = makeBytes(10_000, 'fallback');
    const expected = await digestsOf(makeDigest, bytes);
    vi.stubGlobal('WebAssembly', replacement);
    // What the library compiled before it keeps.
    vi.resetModules();
    const wasm = await import('../../../src/check/digests/make-wasm-digest');
    await expect(wasm.makeWasmDigest('sha256')).rejects.toThrow();
    const fresh = await import('../../../src/check/digests/make-digest');
    expect(await digestsOf(fresh.makeDigest, bytes)).toEqual(expected);
  });
});

function digestsOf(make: typeof makeDigest, bytes: Uint8Array): Promise<string[]> {
  return Promise.all(everyAlgorithm.map(async (one) => digestOf(await make(one), bytes)));
}
