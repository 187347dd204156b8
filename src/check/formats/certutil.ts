import { trimEdges } from '../invisible-characters';
import type { ListEntry } from '../list-entry';
import { algorithmNamed, type AlgorithmName } from './algorithm-name';
import { readBareLine, readGroups } from './bare-line';
import { isPrompt, isSilent, type ListText } from './list-text';
import { atLine, entry, found, refusal, type Reading } from './reading';

/** The line above the digest. */
interface Heading {
  readonly algorithm: AlgorithmName;
  /** `undefined` in languages whose sentence is not known here. */
  readonly name: string | undefined;
}

/**
 * What `certutil -hashfile` of Windows prints: a sentence with algorithm and file, a line with the
 * digest (in Windows 7 with spaces between its bytes), a sentence that says it went well. The sentences
 * are in the language of the system.
 */
export function readCertutil({ lines }: ListText): Reading {
  const entries: ListEntry[] = [];
  let heading: Heading | undefined;
  for (const [i, line] of lines.entries()) {
    const text = trimEdges(line);
    if (isSilent(line) || isPrompt(text) || text.startsWith('CertUtil:')) continue;
    if (!heading) {
      heading = readHeading(text);
      if (!heading) return entries.length > 0 ? atLine(i + 1, notWhole) : undefined;
      continue;
    }
    const reading: Reading = readGroups(text, heading.algorithm);
    if (reading?.kind !== 'entries')
      return isAnswer(text, entries) ? atLine(i + 1, notWhole) : undefined;
    for (const { digest } of reading.entries) entries.push(entry(nameOf(heading, text), digest));
    heading = undefined;
  }
  return entries.length > 0 && !heading ? found(entries) : undefined;
}

const notWhole = refusal('check/cut-short', 'A heading without a whole checksum below it.');

/** Whether a line that can't be read is in the middle of such an answer, or of some other text. */
function isAnswer(text: string, entries: readonly ListEntry[]): boolean {
  return entries.length > 0 || /^[0-9a-f ]{8,}(?:\.\.\.|…)?$/i.test(text);
}

function readHeading(text: string): Heading | undefined {
  if (!/[:：]$/.test(text) || readBareLine(text)) return undefined;
  const sentence = text.slice(0, -1).trimEnd();
  // The names that certutil takes: all in capitals, with no hyphen inside.
  const [word] =
    /(?<![A-Za-z0-9])(?:MD[245]|SHA(?:1|256|384|512))(?![A-Za-z0-9])/.exec(sentence) ?? [];
  const algorithm = word === undefined ? undefined : algorithmNamed(word);
  if (!algorithm || sentence === word) return undefined;
  const [head] = /^\w+(?: hash of |-Hash von |-Hash der Datei )/.exec(sentence) ?? [];
  return { algorithm, name: head && sentence.slice(head.length) };
}

/** Windows 7 writes "hash of file f.iso", and the bytes apart. */
function nameOf({ name }: Heading, digits: string): string | undefined {
  return /\s/.test(digits) ? name?.replace(/^file /, '') : name;
}
