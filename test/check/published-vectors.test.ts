import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../src/base/bytes';
import type { DigestAlgorithm } from '../../src/base/digest-algorithms';
import { HashSession } from '../../src/check/hash-session.browser';
import {
  monteCarloFiles,
  readMonteCarlo,
  readVectors,
  vectorFiles,
} from '../support/digest-vectors';
import { fetchDigestVectors } from '../support/fetch-digest-vectors';
import { hashAll, type Connect } from './hash-all';

const downloadMs = 180_000;

const connect: Connect = (onReply) => {
  const session = new HashSession(onReply);
  return (request) => {
    session.receive(request);
  };
};

let folder: string;
beforeAll(() => {
  folder = fetchDigestVectors();
}, downloadMs);

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('published vectors through the hash session', () => {
  let passed = 0;

  it.each(vectorFiles)('$algorithm: $count of $path', async ({ path, algorithm, count }) => {
    const vectors = readVectors(textOf(path));
    expect(vectors).toHaveLength(count);
    const messages = vectors.map(({ message }) => message);
    const digests = await hashAll(connect, algorithm, messages);
    expect(digests).toEqual(vectors.map(({ digest }) => digest));
    passed += count;
  });

  it('are all there', () => {
    console.log(`Node: ${passed} published vectors passed.`);
    expect(passed).toBe(2039);
  });
});

/** The digest after a thousand in a row: SHA-1 and SHA-2 hash the last three of them, SHA-3 the last. */
async function afterThousand(algorithm: DigestAlgorithm, seed: Uint8Array<ArrayBuffer>) {
  const width = algorithm.startsWith('sha3-') ? 1 : 3;
  let last = Array.from({ length: width }, () => seed);
  for (let i = 0; i < 1000; i++) {
    const [hex = ''] = await hashAll(connect, algorithm, [concatBytes(last)]);
    last = [...last.slice(1), fromHex(hex) ?? seed];
  }
  return last.at(-1);
}

describe('NIST’s Monte Carlo tests through the hash session', () => {
  it.each(monteCarloFiles)('$algorithm: the first thousand of $path', async (file) => {
    const { seed, digest } = readMonteCarlo(textOf(file.path));
    expect(seed.length).toBeGreaterThan(0);
    expect(await afterThousand(file.algorithm, seed)).toEqual(fromHex(digest));
  });
});
