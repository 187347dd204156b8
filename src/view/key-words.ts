import type { FoundKey } from '../check/evidence';
import { formatDay } from './format-day';

/** Keys by how much room they get. */
export interface SortedKeys {
  /** They made one of the signatures at hand, or are the only ones that were brought. */
  readonly shown: readonly FoundKey[];
  /** Brought, and nothing here is signed with them: a keyring has dozens. */
  readonly unused: readonly FoundKey[];
  readonly remembered: readonly FoundKey[];
}

/** So many brought keys that signed nothing are shown like the others. */
const mostUnused = 2;

export function sortKeys(keys: readonly FoundKey[]): SortedKeys {
  const signed = keys.filter((key) => key.signed);
  const brought = keys.filter((key) => !key.signed && key.trust.kind === 'brought');
  const few = brought.length <= mostUnused;
  return {
    shown: few ? [...signed, ...brought] : signed,
    unused: few ? [] : brought,
    remembered: keys.filter((key) => !key.signed && key.trust.kind === 'remembered'),
  };
}

/**
 * When the key was made, whether it is still good, and how it came here: whole sentences.
 *
 * @param now milliseconds since 1970
 */
export function keyDates({ createdAt, expiresAt, revoked, trust }: FoundKey, now: number): string {
  const sentences = [
    createdAt === undefined ? '' : `Made on ${formatDay(createdAt)}.`,
    expiryWords(expiresAt, now),
    revoked ? 'Its owner has declared it invalid.' : '',
    trust.kind === 'remembered' ? `Remembered here since ${formatDay(trust.since)}.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function expiryWords(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return '';
  return expiresAt <= now
    ? `Expired on ${formatDay(expiresAt)}.`
    : `Good until ${formatDay(expiresAt)}.`;
}
