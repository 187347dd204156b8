import { trimEdges } from '../invisible-characters';
import type { AlgorithmName } from './algorithm-name';
import { readDigest } from './read-digest';
import { entry, found, refusal, type DigestReading, type Reading } from './reading';

/**
 * Lines that end in the digest: `f.iso 363A3020` of SFV files, `f.iso  …  …` of rhash with several
 * algorithms, `f.iso: …`. One space is between name and digest, two where there are several; more
 * belong to the name.
 */
export function readNameFirstLine(line: string, under?: AlgorithmName): Reading {
  const { rest, digests } = takeDigests(line.trimEnd(), under);
  const [first, ...others] = digests;
  if (!first || trimEdges(rest) === '') return undefined;
  if (others.length > 0 && haveOneLength(digests)) return sameLength;
  const isMarked = others.length === 0 && rest.endsWith(':') && lengthOf(first) >= 32;
  const name = isMarked ? rest.slice(0, -1) : rest;
  return trimEdges(name) === '' ? undefined : found(digests.map((digest) => entry(name, digest)));
}

type ReadDigest = Exclude<DigestReading, { kind: 'refusal' }>;

/** More than any tool knows. */
const mostDigests = 64;

/** The digests at the end of a line, in their order, and what is before them. */
function takeDigests(
  line: string,
  under: AlgorithmName | undefined,
): { readonly rest: string; readonly digests: readonly ReadDigest[] } {
  const digests: ReadDigest[] = [];
  let end = line.length;
  let nameEnd = end;
  while (digests.length < mostDigests) {
    const space = line.lastIndexOf(' ', end - 1);
    const digest = space <= 0 ? undefined : readDigest(line.slice(space + 1, end), under);
    if (!digest || digest.kind === 'refusal') break;
    digests.push(digest);
    nameEnd = space;
    end = space - 1;
    if (line.charAt(end) !== ' ') break;
  }
  const isSpaced = digests.length > 1 && line.charAt(nameEnd - 1) === ' ';
  return { rest: line.slice(0, isSpaced ? nameEnd - 1 : nameEnd), digests: digests.reverse() };
}

function haveOneLength(digests: readonly ReadDigest[]): boolean {
  return new Set(digests.map(lengthOf)).size < digests.length;
}

function lengthOf(digest: ReadDigest): number {
  return digest.kind === 'digest' ? digest.hex.length : 0;
}

const sameLength = refusal(
  'check/not-a-checksum',
  'It has several checksums of one length, and does not say which is which.',
);
