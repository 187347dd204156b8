import { Problem } from '../base/problem';
import type { BroughtDocument, EvidenceItem } from './evidence';

/** A file that was brought, on its way into memory. */
export interface HeldFile {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Never rejects. */
  readonly content: Promise<FileContent>;
}

/** What is in a file, or why it can't be used. */
export type FileContent =
  | { readonly kind: 'document'; readonly document: BroughtDocument }
  | { readonly kind: 'unusable'; readonly item: EvidenceItem; readonly problem: Problem };

/** Bytes of one file. Debian's list of all its packages has some 50 MiB. */
const maxFileBytes = 64 * 1024 * 1024;

/** Starts to read a file that a person brought. */
export function holdFile(id: string, file: File): HeldFile {
  const { name, size } = file;
  return { id, name, size, content: readContent(id, file) };
}

async function readContent(id: string, file: File): Promise<FileContent> {
  const { name } = file;
  const detail = `It is ${name}.`;
  if (file.size > maxFileBytes) return unusable(id, new Problem('check/too-long', detail));
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { kind: 'document', document: { id, name, bytes } };
  } catch (cause) {
    return unusable(id, new Problem('check/unreadable-file', detail, { cause }));
  }
}

function unusable(documentId: string, problem: Problem): FileContent {
  const item = { documentId, kind: 'unusable', summary: '', problem } as const;
  return { kind: 'unusable', item, problem };
}
