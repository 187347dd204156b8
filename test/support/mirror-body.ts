import { open } from 'node:fs/promises';
import type { MirrorAnswer } from './mirror-mode';

/** A file that a mirror holds: its bytes, or where they are on disk. */
export type MirrorFile = Uint8Array | { readonly path: string };

/** Bytes. */
export async function sizeOf(file: MirrorFile): Promise<number> {
  if (file instanceof Uint8Array) return file.length;
  const handle = await open(file.path);
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function readSlice(file: MirrorFile, start: number, end: number): Promise<Uint8Array> {
  if (file instanceof Uint8Array) return file.slice(start, end);
  const handle = await open(file.path);
  try {
    const bytes = new Uint8Array(end - start);
    await handle.read(bytes, 0, bytes.length, start);
    return bytes;
  } finally {
    await handle.close();
  }
}

/** The bytes that `answer` sends, damage and padding included. */
export async function bodyOf(
  file: MirrorFile | undefined,
  answer: MirrorAnswer,
): Promise<Uint8Array> {
  if (answer.body.kind === 'text' || file === undefined)
    return new TextEncoder().encode(answer.body.kind === 'text' ? answer.body.text : '');
  const { start, end } = answer.body;
  const bytes = await readSlice(file, start, end);
  if (answer.damage === 'every-byte') bytes.forEach((byte, i) => (bytes[i] = byte ^ 0xff));
  if (answer.damage === 'one-bit') {
    const middle = Math.floor((await sizeOf(file)) / 2) - start;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  }
  const padded = new Uint8Array(bytes.length + answer.padding);
  padded.set(bytes);
  return padded;
}
