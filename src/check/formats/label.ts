import { trimEdges } from '../invisible-characters';
import { algorithmInHeading, algorithmNamed, type AlgorithmName } from './algorithm-name';

interface Labelled {
  readonly name: AlgorithmName;
  /** What follows the label; may be empty. */
  readonly rest: string;
}

/** An algorithm on a line of its own: the lines below it are of that one. */
export function readHeading(line: string): AlgorithmName | undefined {
  return line.length > 80 ? undefined : algorithmInHeading(trimEdges(line).replace(/\s*[:=]$/, ''));
}

/** The name of an algorithm at the beginning of a line. */
export function splitLabel(line: string): Labelled | undefined {
  const text = trimEdges(line);
  const end = text.slice(0, longestLabel).search(/[:=]/);
  const name = end < 0 ? undefined : algorithmInHeading(text.slice(0, end));
  if (name) return { name, rest: trimEdges(text.slice(end + 1)) };
  return splitWord(text);
}

const longestLabel = 60;

/** Without `:` or `=`: `SHA-256 …`, `SHA-256 checksum …`. */
function splitWord(text: string): Labelled | undefined {
  const [label = '', word = ''] = /^\S{1,20}(\s+(?:checksum|digest|hash)(?=\s))?/i.exec(text) ?? [];
  const name = algorithmNamed(label.slice(0, label.length - word.length));
  const rest = text.slice(label.length);
  return name && /^\s/.test(rest) ? { name, rest: trimEdges(rest) } : undefined;
}
