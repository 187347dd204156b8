import { fromHex, toHex } from '../base/bytes';
import { Problem } from '../base/problem';
import { fromBase32 } from './from-base32';
import type { LinkDigest, LinkDigestAlgorithm, ShareLink } from './share-link';

/** Bytes of a full digest. */
const digestSizes: Readonly<Record<LinkDigestAlgorithm, number>> = {
  sha256: 32,
  sha512: 64,
  sha1: 20,
  md5: 16,
};

/**
 * Reads the exact topics (`xt`) of a link. Topics of other kinds are left out; a digest or info hash
 * that can't be read never is, because somebody meant to pin it. Throws `link/no-info-hash`,
 * `link/bad-info-hash`, `link/bad-digest`.
 */
export function parseTopics(
  values: readonly (string | undefined)[],
): Pick<ShareLink, 'infoHash' | 'digests'> {
  const topics = values.filter((value) => value !== undefined).map(splitTopic);
  const infoHash = readInfoHash(topics);
  if (values.includes(undefined))
    throw new Problem(infoHash === undefined ? 'link/bad-info-hash' : 'link/bad-digest');
  const digests = readDigests(topics);
  if (infoHash === undefined) throw new Problem('link/no-info-hash');
  return { infoHash, digests };
}

interface Topic {
  /** Lower case: RFC 8141 makes the namespace case-insensitive. */
  readonly namespace: string;
  readonly value: string;
}

function splitTopic(text: string): Topic {
  const match = /^urn:([^:]*):(.*)$/is.exec(text);
  return { namespace: (match?.[1] ?? '').toLowerCase(), value: match?.[2] ?? '' };
}

function readInfoHash(topics: readonly Topic[]): string | undefined {
  let found: string | undefined;
  for (const { namespace, value } of topics) {
    // btmh, the multihash of a v2 torrent, is one of those left out: the swarm speaks v1 only.
    if (namespace !== 'btih') continue;
    const hex = hexOf(value, 20);
    if (hex === undefined) throw new Problem('link/bad-info-hash', shown(value));
    if (found !== undefined && found !== hex)
      throw new Problem('link/bad-info-hash', 'two different info hashes');
    found = hex;
  }
  return found;
}

function readDigests(topics: readonly Topic[]): LinkDigest[] {
  const found = new Map<LinkDigestAlgorithm, string>();
  for (const { namespace, value } of topics) {
    if (!isAlgorithm(namespace)) continue;
    const hex = hexOf(value, digestSizes[namespace]);
    if (hex === undefined) throw new Problem('link/bad-digest', `${namespace}: ${shown(value)}`);
    if ((found.get(namespace) ?? hex) !== hex)
      throw new Problem('link/bad-digest', `two different ${namespace} digests`);
    found.set(namespace, hex);
  }
  return [...found].map(([algorithm, hex]) => ({ algorithm, hex }));
}

function isAlgorithm(namespace: string): namespace is LinkDigestAlgorithm {
  return Object.hasOwn(digestSizes, namespace);
}

/**
 * Lower-case hexadecimal of a value of exactly `size` bytes. Info hashes and, in Gnutella's magnets,
 * SHA-1 are written in base32 as well. No other digest fills base32 without padding.
 */
function hexOf(value: string, size: number): string | undefined {
  if (value.length === 2 * size && fromHex(value) !== undefined) return value.toLowerCase();
  const bytes = fromBase32(value);
  return bytes?.length === size ? toHex(bytes) : undefined;
}

function shown(value: string): string {
  return value.length > 140 ? `${value.slice(0, 140)}…` : value;
}
