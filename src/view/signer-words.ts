import type { ChainLink } from '../release/chain';
import { formatDay } from './format-day';
import { quotedName } from './quoted-name';

export type KeyLink = Extract<ChainLink, { kind: 'key' }>;

/** The key that the chain ends in; `undefined` when nothing is signed. */
export function keyOf(chain: readonly ChainLink[]): KeyLink | undefined {
  return chain.find((link): link is KeyLink => link.kind === 'key');
}

/** The name in the key, for the middle of a sentence. */
export function signerOf(chain: readonly ChainLink[]): string {
  const key = keyOf(chain);
  return key === undefined || key.owner.trim() === ''
    ? 'a key without a name'
    : quotedName(key.owner);
}

/** How this browser came to take the key for somebody's: whole sentences. */
export function trustWords(chain: readonly ChainLink[]): string {
  const trust = keyOf(chain)?.trust;
  if (trust?.kind === 'remembered')
    return `You told this browser to remember that key on ${formatDay(trust.since)}.`;
  return 'You brought that key just now, and anybody can write any name into a key: compare its fingerprint with the one that the distributor gives elsewhere.';
}
