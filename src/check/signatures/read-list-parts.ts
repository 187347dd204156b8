import type { BroughtDocument, EvidenceItem } from '../evidence';
import type { OpenQuestion } from '../verdict';
import type { DocumentPart } from './document-part';
import { clearsignedList, embeddedList, plainList, type HeldList } from './held-list';
import type { Findings, SplitDocument } from './findings';

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
      if (part.kind === 'text' && parts.some(({ kind }) => kind === 'clearsigned')) {
        items.push(unsignedText(document));
        continue;
      }
      const list = listOf(document, part);
      if (!list || isAside(list, part, parts)) continue;
      held.push(list);
      byPart.set(part, list);
      if (list.parsed.kind !== 'problem') continue;
      const { problem } = list.parsed;
      items.push({ documentId: document.id, kind: 'unusable', summary: '', problem });
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

/** Pages print words around keys; they are no list that could not be read. */
function isAside(list: HeldList, part: DocumentPart, parts: readonly DocumentPart[]): boolean {
  const hasKey = parts.some(({ kind }) => kind === 'openpgp-keys' || kind === 'minisign-key');
  return part.kind === 'text' && hasKey && list.parsed.kind === 'problem';
}

function unsignedText({ id }: BroughtDocument): EvidenceItem {
  const summary = 'The text outside the signed part is not signed. It is not used.';
  return { documentId: id, kind: 'unusable', summary, problem: undefined };
}
