import { Problem } from '../base/problem';
import type { BencodeValue } from './bencode';

/**
 * A torrent of both versions describes its file twice, and has to say the same both times: else one
 * info dictionary would mean one file to this page and another to a program of version 2. Takes the
 * `file tree` of BEP 52, names as keys with one character per byte; without one there is nothing to
 * check. Throws `release/bad-metadata`.
 */
export function checkFileTree(
  tree: BencodeValue | undefined,
  file: { readonly name: string; /** Bytes. */ readonly length: number },
): void {
  if (tree === undefined) return;
  const [name, node] = onlyEntry(tree);
  const [end, description] = onlyEntry(node);
  const length = description instanceof Map ? description.get('length') : undefined;
  if (name !== byteString(file.name) || end !== '' || length !== file.length)
    throw new Problem('release/bad-metadata', 'version 1 and version 2 describe different files');
}

function onlyEntry(value: BencodeValue | undefined): [string?, BencodeValue?] {
  return value instanceof Map && value.size === 1 ? ([...value][0] ?? []) : [];
}

function byteString(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
