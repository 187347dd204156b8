import { labelOf, rowOf } from '../base/digest-algorithms';
import { quotedName, quotedSigner } from '../base/quoted-name';
import type { ChainLink } from '../release/chain';
import type { SignatureExpectation } from '../release/expectation';
import type { ListEntry, PublishedDigest } from './list-entry';
import type { ListMatch } from './list-match';

/** How many names of algorithms a sentence holds. */
const mostGuesses = 3;

/** What was recognised for a file, as sentences; may hold hostile names. Empty when nothing was. */
export function summariseMatch(
  matches: readonly ListMatch[],
  signatures: readonly SignatureExpectation[],
  name: string,
): string {
  const sentences = [
    ...matches.flatMap((match) => sentencesOf(match, name)),
    ...signatures.map(({ chain }) => `A signature over the file${by(', by ', chain)}.`),
  ];
  return [...new Set(sentences)].join(' ');
}

function sentencesOf({ list, ours }: ListMatch, name: string): string[] {
  const bare = digestsOf(ours.filter((entry) => entry.name === undefined));
  const named = digestsOf(ours.filter((entry) => entry.name !== undefined));
  const alone = bare.map((digest) => `${describeBare(digest)}${by(', signed by ', list.chain)}.`);
  if (named.length === 0) return alone;
  const labels = [...new Set(named.map(({ algorithms }) => labelOf(algorithms[0])))];
  return [...alone, `${labels.join(' and ')} for ${quotedName(name)}${origin(list)}.`];
}

function digestsOf(entries: readonly ListEntry[]): PublishedDigest[] {
  return entries.flatMap(({ digest }) => (digest.kind === 'digest' ? [digest] : []));
}

/** "A SHA-256, on its own", or what the digits may be when nothing says it. */
function describeBare({ hex, algorithms }: PublishedDigest): string {
  const [likeliest, ...others] = algorithms;
  if (others.length === 0) return `${rowOf(likeliest).aLabel}, on its own`;
  const guesses = others.slice(0, mostGuesses - 1).map(labelOf);
  const more = others.length >= mostGuesses ? ' or another' : '';
  return `A number of ${hex.length} digits: ${labelOf(likeliest)}, or else ${guesses.join(', ')}${more}`;
}

function origin({ entries, chain }: ListMatch['list']): string {
  if (entries.length === 1) return by(', signed by ', chain);
  return `, from a list of ${entries.length}${by(' signed by ', chain)}`;
}

/** Whose key is at the end of the chain, after `words`; empty without one. */
function by(words: string, chain: readonly ChainLink[]): string {
  const key = chain.findLast((link) => link.kind === 'key');
  if (!key) return '';
  const { owner, fingerprint } = key;
  return `${words}${owner.trim() === '' ? `the key ${fingerprint}` : quotedSigner(owner)}`;
}
