import { pastedId, type BroughtDocument } from '../../../src/check/evidence';

function bytesOf(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

/** What is in the paste box. */
export function pasted(content: string | Uint8Array): BroughtDocument {
  return { id: pastedId, name: undefined, bytes: bytesOf(content) };
}

/** A file that was dropped. */
export function dropped(name: string, content: string | Uint8Array): BroughtDocument {
  return { id: `file-${name}`, name, bytes: bytesOf(content) };
}
