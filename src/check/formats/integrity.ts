import { rowOf } from '../../base/digest-algorithms';
import { trimEdges } from '../invisible-characters';
import type { ListEntry } from '../list-entry';
import { algorithmNamed } from './algorithm-name';
import type { ListText } from './list-text';
import { readDigest } from './read-digest';
import { entry, found, type Reading } from './reading';

/** More than any page has. */
const longest = 10_000;

/**
 * The `integrity` of a web page's script (W3C Subresource Integrity): `sha256-…=` tokens, of which the
 * strongest algorithm counts ("Get the strongest metadata from set").
 */
export function readIntegrity({ whole }: ListText): Reading {
  if (whole.length > longest) return undefined;
  const text = trimEdges(whole).replace(/^integrity=["']([^"']*)["']$/, '$1');
  const entries: ListEntry[] = [];
  for (const token of text.trim().split(/\s+/)) {
    const [head, label = ''] = /^((?:md|sha)\d{1,3})-(?=[^-]{20})/i.exec(token) ?? [];
    const name = algorithmNamed(label);
    if (head === undefined || !name) return undefined;
    const digest = readDigest(token.slice(head.length).replace(/\?.*$/, ''), name);
    if (digest.kind === 'refusal') return digest;
    entries.push(entry(undefined, digest));
  }
  const strongest = Math.max(...entries.map(strengthOf));
  return found(entries.filter((one) => strengthOf(one) === strongest));
}

function strengthOf({ digest }: ListEntry): number {
  return digest.kind === 'digest' ? rowOf(digest.algorithms[0]).strength : -1;
}
