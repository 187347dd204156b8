import { refusal } from './reading';

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\r', '\r'],
]);
const anyEscape = /\\[^]?/g;

/**
 * The name in a line that starts with a backslash: `\\`, `\n` and `\r` stand for backslash, line feed and
 * carriage return (GNU coreutils manual, "md5sum invocation"). `undefined` when another one is in it.
 */
export function unescapeName(name: string): string | undefined {
  const isKnown = name.match(anyEscape)?.every((escape) => escapes.has(escape)) ?? true;
  return isKnown ? name.replace(anyEscape, (escape) => escapes.get(escape) ?? '') : undefined;
}

export const badEscape = refusal(
  'check/not-a-checksum',
  'The name has a backslash that stands for nothing.',
);
