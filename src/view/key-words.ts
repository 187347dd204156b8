import { quotedName } from '../base/quoted-name';
import type { FoundKey, KeyCaveat } from '../check/evidence';
import { formatDay } from './format-day';

/** Keys by how much room they get. */
export interface SortedKeys {
  /** They made one of the signatures at hand, look like another, or are the only ones that were brought. */
  readonly shown: readonly FoundKey[];
  /** Brought, and nothing here is signed with them: a keyring has dozens. */
  readonly unused: readonly FoundKey[];
  readonly remembered: readonly FoundKey[];
}

/** So many brought keys that signed nothing are shown like the others. */
const mostUnused = 2;

export function sortKeys(keys: readonly FoundKey[]): SortedKeys {
  const isNotable = ({ signed, caveat }: FoundKey) => signed || caveat === 'same-number';
  const notable = keys.filter(isNotable);
  const others = keys.filter((key) => !isNotable(key));
  const brought = others.filter(({ trust }) => trust.kind === 'brought');
  const few = brought.length <= mostUnused;
  return {
    shown: few ? [...notable, ...brought] : notable,
    unused: few ? [] : brought,
    remembered: others.filter(({ trust }) => trust.kind === 'remembered'),
  };
}

/** What a key is called: the name in it, or that it has none. */
export function keyName({ owner, caveat }: FoundKey): string {
  if (caveat === 'damaged') return 'A key that was stored here, and is damaged';
  return owner.trim() === '' ? 'A key without a name' : quotedName(owner);
}

/** What has to be said of a key before anybody relies on it; whole sentences. */
export const caveatWords: Readonly<Record<KeyCaveat, string>> = {
  damaged:
    'What this browser stored of it is not the key that you told it to remember. It is not used for anything: forget it, and bring the key again.',
  'same-number':
    'Another key here has the same number and is a different key. Anybody can make a key with a number of their choice, so one of them may be an imitation: compare the whole key, not its number.',
  'too-long': 'It is too long for this browser to remember. Bring it again each time.',
};

/**
 * When the key was made, whether it is still good, and how it came here: whole sentences.
 *
 * @param now milliseconds since 1970
 */
export function keyDates(key: FoundKey, now: number): string {
  const { createdAt, expiresAt, revoked, trust, caveat } = key;
  if (caveat === 'damaged') return '';
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
