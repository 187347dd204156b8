import { Problem } from '../base/problem';
import { readCertutil } from './formats/certutil';
import { readDebianControl } from './formats/debian-control';
import { readGpgListing } from './formats/gpg-listing';
import { readIntegrity } from './formats/integrity';
import { refuseControls, toListText, type ListText } from './formats/list-text';
import { readMagnet } from './formats/magnet';
import { readMetalink } from './formats/metalink';
import { readPowerShell } from './formats/powershell';
import { readLines } from './formats/read-lines';
import type { Reading } from './formats/reading';
import { readWrappedDigest } from './formats/wrapped-digest';
import type { ListEntry, Refusal } from './list-entry';
import type { ParsedChecksums } from './parsed-checksums';

/** Bytes of UTF-8 that are read by default: 1 MiB, some 10,000 lines. */
export const maxChecksumBytes = 1024 * 1024;

/**
 * The formats of a whole text, tried in this order; the first that knows the text answers, and the
 * formats of one line (`formats/read-lines.ts`) come after all of them. Each goes by the first line
 * that says something, so that a name in a list can't make another format of it. A new format is a
 * file in `formats/`, and a row here or there.
 */
const textReaders: readonly ((text: ListText) => Reading)[] = [
  readGpgListing,
  readMagnet,
  readMetalink,
  readPowerShell,
  readIntegrity,
  readCertutil,
  readDebianControl,
  readWrappedDigest,
];

/**
 * Reads what a distributor publishes: digests on their own, or a list, in any of the usual forms.
 * Signatures around it are not for here.
 *
 * A list with one broken line is refused whole, by the number of that line. Reading around it would
 * be kinder until the day when the broken line is the one that disagrees, or when half a page was
 * copied; the person can delete the line and see what changes. Takes time linear in the text, of which
 * `maxBytes` of UTF-8 are read at most.
 */
export function parseChecksums(
  text: string,
  { maxBytes = maxChecksumBytes }: { readonly maxBytes?: number } = {},
): ParsedChecksums {
  if (isLonger(text, maxBytes)) return problem({ code: 'check/too-long', detail: '' });
  if (text.includes('\0')) return problem(notText);
  const list = toListText(text);
  const reading = refuseControls(list) ?? readText(list) ?? readLines(list);
  return reading.kind === 'refusal' ? problem(reading) : conclude(reading.entries);
}

function readText(list: ListText): Reading {
  for (const read of textReaders) {
    const reading = read(list);
    if (reading) return reading;
  }
  return undefined;
}

/** True when `text` has more than so many bytes in UTF-8, of which a UTF-16 unit has 1 to 3. */
function isLonger(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return true;
  return text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes;
}

/** Digests without names are of whichever file is at hand: beside names, nobody could say of which. */
function conclude(entries: readonly ListEntry[]): ParsedChecksums {
  const unnamed = entries.filter(({ name }) => name === undefined).length;
  if (unnamed === 0) return { kind: 'list', entries };
  return unnamed === entries.length ? { kind: 'digests', entries } : problem(mixed);
}

const notText = {
  code: 'check/not-a-checksum',
  detail: 'It has NUL characters, as the option -z puts between lines. Make the list without it.',
} as const;
const mixed = {
  code: 'check/not-a-checksum',
  detail: 'Some checksums have a file name beside them, and some have none.',
} as const;

function problem({ code, detail }: Omit<Refusal, 'kind'>): ParsedChecksums {
  return { kind: 'problem', problem: new Problem(code, detail) };
}
