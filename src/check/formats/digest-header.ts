import { trimEdges } from '../invisible-characters';
import type { ListEntry } from '../list-entry';
import { algorithmNamed, type AlgorithmName } from './algorithm-name';
import { readDigest } from './read-digest';
import { entry, found, refusal, type Reading } from './reading';

/** More than any server sends. */
const longest = 10_000;

/**
 * HTTP's `Repr-Digest: sha-256=:…=:` and `Content-Digest` (RFC 9530), the older `Digest: SHA-256=…=`
 * (RFC 3230), and the values of the first two without a name.
 */
export function readDigestHeader(line: string): Reading {
  const text = trimEdges(line);
  if (text.length > longest) return undefined;
  const [head] = /^(?:(?:repr|content)-)?digest:\s*/i.exec(text) ?? [];
  const value = text.slice(head?.length ?? 0);
  const isHeader = head !== undefined ? value.includes('=') : /^[a-z0-9-]+=:/.test(value);
  return isHeader ? readMembers(value.split(',')) : undefined;
}

function readMembers(members: readonly string[]): Reading {
  const entries: ListEntry[] = [];
  for (const member of members) {
    const text = member.trim().replace(/;.*$/, '');
    const sign = text.indexOf('=');
    const key = text.slice(0, Math.max(sign, 0));
    const name = nameOf(key);
    if (!name) return refusal('check/unknown-kind', `“${key || text}” is none that is known here.`);
    const digest = readDigest(text.slice(sign + 1).replace(/^:(.*):$/, '$1'), name);
    if (digest.kind === 'refusal') return digest;
    entries.push(entry(undefined, digest));
  }
  return found(entries);
}

/** RFC 3230 calls SHA-1 `SHA`. */
function nameOf(key: string): AlgorithmName | undefined {
  return algorithmNamed(key.toLowerCase() === 'sha' ? 'sha1' : key);
}
