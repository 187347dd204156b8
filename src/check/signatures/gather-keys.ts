import { equalBytes } from '../../base/bytes';
import { toProblem, type Problem } from '../../base/problem';
import type { KeyTrust } from '../../release/chain';
import { minisignFingerprint } from '../../release/stored-key';
import type { KnownKey } from '../evidence';
import { withCaveats, type HeldKey, type KeyRing } from './key-ring';
import { describeOpenPgpKey, readOpenPgpKeys, withoutUnproven } from './openpgp-key';
import { loadOpenPgp, type Key, type OpenPgp } from './openpgp-library';
import { readMinisignKey, type MinisignKey } from './read-minisign';

/** What a part of a document gave. */
export type KeyReading =
  | { readonly kind: 'keys'; readonly keys: readonly HeldKey[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The OpenPGP keys in `bytes`. */
export async function readHeldKeys(
  bytes: Uint8Array<ArrayBuffer>,
  trust: KeyTrust,
): Promise<KeyReading> {
  try {
    const openpgp = await loadOpenPgp();
    const keys: HeldKey[] = [];
    for (const key of await readOpenPgpKeys(openpgp, bytes))
      keys.push(await hold(openpgp, await withoutUnproven(openpgp, key), trust));
    return { kind: 'keys', keys };
  } catch (error) {
    return { kind: 'problem', problem: toProblem(error, 'check/unreadable-key') };
  }
}

async function hold(openpgp: OpenPgp, key: Key, trust: KeyTrust): Promise<HeldKey> {
  return { found: await describeOpenPgpKey(openpgp, key, trust), held: { openpgp, key } };
}

/** A key of minisign or signify. */
export function holdMinisignKey({ bytes, comment }: MinisignKey, trust: KeyTrust): HeldKey {
  const fingerprint = minisignFingerprint(bytes);
  const found = { scheme: 'minisign', bytes, trust, fingerprint, owner: comment } as const;
  return { found: { ...found, ...untold }, held: undefined };
}

/** What a key that says nothing more about itself leaves open. */
const untold = {
  createdAt: undefined,
  expiresAt: undefined,
  revoked: false,
  caveat: undefined,
} as const;

/** Keys that this browser stored. One that is not what it was stored as can only be forgotten. */
export async function readRememberedKeys(known: readonly KnownKey[]): Promise<HeldKey[]> {
  const keys: HeldKey[] = [];
  for (const stored of await readable(known))
    keys.push((await readRemembered(stored)) ?? damaged(stored));
  return keys;
}

function damaged({ scheme, trust, fingerprint = '', owner = '' }: KnownKey): HeldKey {
  const named = { scheme, trust, fingerprint, owner } as const;
  const found = { ...untold, ...named, bytes: new Uint8Array(0), caveat: 'damaged' } as const;
  return { found, held: undefined };
}

/** While OpenPGP.js can't be fetched nothing can be said of its keys: not that they are damaged either. */
async function readable(known: readonly KnownKey[]): Promise<readonly KnownKey[]> {
  if (known.every(({ scheme }) => scheme === 'minisign')) return known;
  const hasLibrary = await loadOpenPgp().then(
    () => true,
    () => false,
  );
  return hasLibrary ? known : known.filter(({ scheme }) => scheme === 'minisign');
}

async function readRemembered(stored: KnownKey): Promise<HeldKey | undefined> {
  const [key, ...others] = await readStored(stored);
  if (!key || others.length > 0) return undefined;
  const { fingerprint = key.found.fingerprint, owner = key.found.owner } = stored;
  if (key.found.fingerprint !== fingerprint) return undefined;
  return { ...key, found: { ...key.found, owner } };
}

async function readStored({ scheme, bytes, trust }: KnownKey): Promise<readonly HeldKey[]> {
  if (scheme === 'minisign') {
    const key = readMinisignKey(bytes);
    return key ? [holdMinisignKey({ bytes: key, comment: '' }, trust)] : [];
  }
  const reading = await readHeldKeys(bytes, trust);
  return reading.kind === 'keys' ? reading.keys : [];
}

/**
 * One ring of all keys, each once, the remembered ones first. What a copy of an OpenPGP key knows besides
 * (that it is revoked, or goes on longer), under its own signature, counts.
 */
export async function joinKeys(
  remembered: readonly HeldKey[],
  brought: readonly HeldKey[],
): Promise<KeyRing> {
  const ring = new Map<string, HeldKey>();
  for (const key of [...remembered, ...brought]) {
    const identity = `${key.found.scheme}:${key.found.fingerprint}`;
    const present = ring.get(identity);
    ring.set(identity, present ? await merge(present, key) : key);
  }
  return withCaveats([...ring.values()]);
}

async function merge(first: HeldKey, second: HeldKey): Promise<HeldKey> {
  if (first.found.caveat === 'damaged') return second;
  if (!first.held || !second.held || equalBytes(first.found.bytes, second.found.bytes))
    return withOwnerOf(first, second, first);
  const { openpgp, key } = first.held;
  try {
    const merged = await hold(openpgp, await key.update(second.held.key), first.found.trust);
    return withOwnerOf(first, merged, merged);
  } catch {
    return first;
  }
}

/** A key that is remembered keeps the name that it was remembered under, whatever copies of it say. */
function withOwnerOf({ found: first }: HeldKey, { found: second }: HeldKey, key: HeldKey): HeldKey {
  const isNamed = first.trust.kind === 'remembered' || first.owner !== '';
  return { ...key, found: { ...key.found, owner: isNamed ? first.owner : second.owner } };
}
