import { quotedSigner } from '../base/quoted-name';
import type { ChainLink, SignatureScheme } from '../release/chain';
import { formatDay } from './format-day';

export type KeyLink = Extract<ChainLink, { kind: 'key' }>;

/** The key that the chain ends in; `undefined` when nothing is signed. */
export function keyOf(chain: readonly ChainLink[]): KeyLink | undefined {
  return chain.find((link): link is KeyLink => link.kind === 'key');
}

/** Whose key it is, as far as the key says so; for the middle of a sentence. */
export function signerOf(chain: readonly ChainLink[]): string {
  const key = keyOf(chain);
  return key === undefined || key.owner.trim() === ''
    ? 'a key without a name'
    : quotedSigner(key.owner);
}

/** How this browser came to take the key for somebody's: whole sentences. */
export function trustWords(chain: readonly ChainLink[]): string {
  const key = keyOf(chain);
  const trust = key?.trust;
  if (trust?.kind === 'remembered')
    return `You told this browser to remember that key on ${formatDay(trust.since)}.`;
  return `You brought that key just now, and anybody can write any name into a key: compare its ${identityWords[key?.scheme ?? 'openpgp']} with what the distributor gives elsewhere.`;
}

/** What to compare of a key, for the middle of a sentence after "its": minisign prints no fingerprint. */
export const identityWords: Readonly<Record<SignatureScheme, string>> = {
  openpgp: 'fingerprint',
  minisign: 'whole text, from the first character to the last,',
};
