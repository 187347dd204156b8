import type { Problem } from '../../base/problem';
import type { BroughtDocument, EvidenceItem } from '../evidence';
import type { OpenQuestion } from '../verdict';
import type { DocumentPart } from './document-part';
import { clearsignedList, embeddedList, plainList, type HeldList } from './held-list';
import type { Findings, SplitDocument } from './findings';
import { isProse } from './is-prose';

/** The texts of the documents that lists are read from. */
export interface ListFindings extends Findings {
  readonly held: readonly HeldList[];
  /** The list inside a part that has its signature with it. */
  readonly byPart: ReadonlyMap<DocumentPart, HeldList>;
}

/** Reads the lists and digests in the documents; what is no list is a question. */
export function readListParts(split: readonly SplitDocument[]): ListFindings {
  const byPart = new Map<DocumentPart, HeldList>();
  const held: HeldList[] = [];
  const items: EvidenceItem[] = [];
  const questions: OpenQuestion[] = [];
  for (const { document, parts } of split) {
    for (const part of parts) {
      const list = listOf(document, part);
      if (!list) continue;
      const aside = wordsAside(list, part, parts);
      if (aside !== undefined) {
        items.push(unusable(document, aside));
        continue;
      }
      held.push(list);
      byPart.set(part, list);
      if (list.parsed.kind !== 'problem') continue;
      const { problem } = list.parsed;
      items.push(unusable(document, '', problem));
      questions.push({ problem, chain: [] });
    }
  }
  return { held, byPart, items, questions };
}

function listOf(document: BroughtDocument, part: DocumentPart): HeldList | undefined {
  switch (part.kind) {
    case 'text':
      return plainList(document, part.bytes, part.whole);
    case 'clearsigned':
      return clearsignedList(document, part);
    case 'minisign-signature':
      return part.message && embeddedList(document, part.message);
    case 'openpgp-keys':
    case 'openpgp-signatures':
    case 'minisign-key':
    case 'unusable':
      return undefined;
  }
}

/**
 * What to say of a text that is there for another reason than to be compared; `undefined` when it has to
 * be read. Announcements are around signed lists, and pages print words around keys.
 */
function wordsAside(
  { parsed }: HeldList,
  part: DocumentPart,
  parts: readonly DocumentPart[],
): string | undefined {
  if (part.kind !== 'text' || parsed.kind !== 'problem') return undefined;
  if (parts.some(({ kind }) => kind === 'clearsigned'))
    return 'The text outside the signed part is not signed. It is not used.';
  const hasKey = parts.some(({ kind }) => kind === 'openpgp-keys' || kind === 'minisign-key');
  return hasKey && isProse(new TextDecoder().decode(part.bytes))
    ? 'The text around the key is not used.'
    : undefined;
}

function unusable({ id }: BroughtDocument, summary: string, problem?: Problem): EvidenceItem {
  return { documentId: id, kind: 'unusable', summary, problem };
}
