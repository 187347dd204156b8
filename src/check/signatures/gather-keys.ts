import { equalBytes } from '../../base/bytes';
import { toProblem, type Problem } from '../../base/problem';
import type { KeyTrust } from '../../release/chain';
import type { KnownKey } from '../evidence';
import type { HeldKey, KeyRing } from './key-ring';
import { describeOpenPgpKey, readOpenPgpKeys } from './openpgp-key';
import { loadOpenPgp, type Key, type OpenPgp } from './openpgp-library';
import { keyIdOf, readMinisignKey, type MinisignKey } from './read-minisign';

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
      keys.push(await hold(openpgp, key, trust));
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
  const found = {
    scheme: 'minisign',
    bytes,
    trust,
    fingerprint: keyIdOf(bytes),
    owner: comment,
    createdAt: undefined,
    expiresAt: undefined,
    revoked: false,
  } as const;
  return { found, held: undefined };
}

/** Keys that this browser stored; what can't be read any more is left out. */
export async function readRememberedKeys(known: readonly KnownKey[]): Promise<HeldKey[]> {
  const keys: HeldKey[] = [];
  for (const { scheme, bytes, trust } of known) {
    if (scheme === 'minisign') {
      const key = readMinisignKey(bytes);
      if (key) keys.push(holdMinisignKey({ bytes: key, comment: '' }, trust));
      continue;
    }
    const reading = await readHeldKeys(bytes, trust);
    if (reading.kind === 'keys' && reading.keys.length === 1) keys.push(...reading.keys);
  }
  return keys;
}

/**
 * One ring of all keys, each once. A remembered one stands before one that was brought: anybody can
 * make a minisign key with somebody's key id. What a copy of an OpenPGP key knows besides (that it is
 * revoked, or goes on longer), under its own signature, counts.
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
  return [...ring.values()];
}

async function merge(first: HeldKey, second: HeldKey): Promise<HeldKey> {
  if (equalBytes(first.found.bytes, second.found.bytes)) {
    const owner = first.found.owner || second.found.owner;
    return { ...first, found: { ...first.found, owner } };
  }
  if (!first.held || !second.held) return first;
  const { openpgp } = first.held;
  try {
    return await hold(openpgp, await first.held.key.update(second.held.key), first.found.trust);
  } catch {
    return first;
  }
}
