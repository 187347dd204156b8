import type { BroughtDocument, EvidenceItem } from '../evidence';
import type { OpenQuestion } from '../verdict';
import type { DocumentPart } from './document-part';

/** A document, taken apart. */
export interface SplitDocument {
  readonly document: BroughtDocument;
  readonly parts: readonly DocumentPart[];
}

/** What one step found in the documents. */
export interface Findings {
  readonly items: readonly EvidenceItem[];
  readonly questions: readonly OpenQuestion[];
}
