import { trimEdges } from '../invisible-characters';
import type { ListEntry } from '../list-entry';
import { algorithmNamed } from './algorithm-name';
import type { ListText } from './list-text';
import { readDigest } from './read-digest';
import { entry, found, refusal, type DigestReading, type Reading } from './reading';

/**
 * The digests in a magnet link, a share link of ours included: `xt=urn:sha256:…`, with `xl` for the
 * size. Its name is for people: nobody vouches that it goes with the digest.
 */
export function readMagnet({ whole, first }: ListText): Reading {
  const text = trimEdges(whole);
  if (first !== undefined && /^ed2k:/i.test(trimEdges(first))) return notOfBytes;
  const [head] = /^(?:https?:\/\/[^\s#]{1,2000}#)?magnet:\?/i.exec(text) ?? [];
  if (head === undefined) return undefined;
  if (/\s/.test(text))
    return refusal('check/not-a-checksum', 'One magnet link at a time can be read.');
  const parameters = text.slice(head.length).split('&').map(readParameter);
  const size = parameters.find(([key, value]) => key === 'xl' && /^\d{1,15}$/.test(value))?.[1];
  const entries: ListEntry[] = [];
  for (const [key, value] of parameters) {
    const digest = /^xt(?:\.\d+)?$/.test(key) ? readTopic(value) : undefined;
    if (digest?.kind === 'refusal') return digest;
    if (digest)
      entries.push(entry(undefined, digest, size === undefined ? undefined : Number(size)));
  }
  return entries.length > 0 ? found(entries) : notOfBytes;
}

const notOfBytes = refusal(
  'check/not-a-file-hash',
  'The link has a hash that finds the file, and none of its bytes.',
);

function readParameter(text: string): readonly [key: string, value: string] {
  const sign = text.indexOf('=');
  return sign < 0 ? [text, ''] : [text.slice(0, sign).toLowerCase(), decode(text.slice(sign + 1))];
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** `undefined` for a topic that is no digest of the bytes, and for one that is not known. */
function readTopic(topic: string): DigestReading | undefined {
  const colon = topic.lastIndexOf(':');
  const [head] = /^urn:/i.exec(topic) ?? [];
  if (head === undefined || colon < head.length) return undefined;
  const kind = topic.slice(head.length, colon);
  // SHA-1 and the root of a Tiger tree.
  if (kind.toLowerCase() === 'bitprint')
    return readDigest(topic.slice(colon + 1).split('.')[0] ?? '', {
      kind: 'known',
      algorithm: 'sha1',
    });
  const name = algorithmNamed(kind.replaceAll(':', '-'));
  return name && name.kind !== 'not-of-bytes'
    ? readDigest(topic.slice(colon + 1), name)
    : undefined;
}
