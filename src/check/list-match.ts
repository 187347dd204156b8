import type { BackedList } from './evidence';
import type { ListEntry } from './list-entry';

/** The file that the evidence is asked about. */
export interface MatchedFile {
  readonly name: string;
  /** 40 lower-case hexadecimal digits, if it comes with a torrent. */
  readonly infoHash?: string | undefined;
}

/** What one list says of the file. */
export interface ListMatch {
  readonly list: BackedList;
  /** The entries that are about the file, each once; those without a name included. */
  readonly ours: readonly ListEntry[];
}
