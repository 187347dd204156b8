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
  /** Only its name is left of an earlier visit. */
  readonly isLost: boolean;
}

/** What is in a file, or why it can't be used. */
export type FileContent =
  | { readonly kind: 'document'; readonly document: BroughtDocument }
  | { readonly kind: 'unusable'; readonly item: EvidenceItem; readonly problem: Problem };

/** A file, as an earlier visit left it. */
export interface KeptFile {
  /** Hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Absent when they were not kept: the person has to bring the file again. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** Bytes of one file. Debian's list of all its packages has some 50 MiB. */
const maxFileBytes = 64 * 1024 * 1024;

/** Starts to read a file that a person brought. */
export function holdFile(id: string, file: File): HeldFile {
  const { name, size } = file;
  return { id, name, size, content: readContent(id, file), isLost: false };
}

/** What an earlier visit left of a file. */
export function holdKept(id: string, { name, size, bytes }: KeptFile): HeldFile {
  const content: FileContent = bytes
    ? { kind: 'document', document: { id, name, bytes } }
    : unusable(id, new Problem('check/bring-again', detailOf(name)));
  return { id, name, size, content: Promise.resolve(content), isLost: !bytes };
}

async function readContent(id: string, file: File): Promise<FileContent> {
  const { name } = file;
  const detail = detailOf(name);
  if (file.size > maxFileBytes) return unusable(id, new Problem('check/too-long', detail));
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { kind: 'document', document: { id, name, bytes } };
  } catch (cause) {
    return unusable(id, new Problem('check/unreadable-file', detail, { cause }));
  }
}

function detailOf(name: string): string {
  return `It is ${name}.`;
}

function unusable(documentId: string, problem: Problem): FileContent {
  const item = { documentId, kind: 'unusable', summary: '', problem } as const;
  return { kind: 'unusable', item, problem };
}
