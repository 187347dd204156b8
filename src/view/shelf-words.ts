import { formatBytes, formatCount } from '../base/format-bytes';
import { formatSpeed } from '../base/format-speed';
import { percent } from '../base/percent';
import { problemWords } from '../base/problem-words';
import { quotedName } from '../base/quoted-name';
import type { PersistenceState } from '../shelf/persistence-state';
import type { Removal, Room, ShelfItem, ShelfPhase } from '../shelf/shelf-state';
import { restraintWords } from './restraint-words';
import { verdictWords } from './verdict-words';

/** Nobody can read an info hash; the first digits tell two apart. */
export function nameOrHash({ name, infoHash }: Pick<ShelfItem, 'name' | 'infoHash'>): string {
  return name ?? `torrent ${infoHash.slice(0, 8)}`;
}

/** What is going on with it, or why nothing is. */
export function phaseWords(item: ShelfItem): string {
  switch (item.phase) {
    case 'giving':
      return `Passing it on: ${formatCount(item.peers, 'peer')}, ${formatSpeed(item.uploadSpeed)}`;
    case 'checking':
      return `Computing the checksum: ${percent(item.hashedBytes ?? 0, item.size ?? 0)} %`;
    case 'not-given':
      return notGivenWords(item);
    case 'stuck':
    case 'failed':
      return item.problem === undefined
        ? 'It stopped.'
        : `${problemWords[item.problem.code].title}.`;
    case 'starting':
    case 'receiving':
    case 'paused':
    case 'left':
    case 'waiting':
    case 'withheld':
    case 'evicted':
    case 'no-link':
      return wordsOf[item.phase];
  }
}

const wordsOf: Readonly<
  Record<Exclude<ShelfPhase, 'giving' | 'checking' | 'not-given' | 'stuck' | 'failed'>, string>
> = {
  starting: 'Starting…',
  receiving: 'Receiving…',
  paused: restraintWords.paused,
  left: 'Stopped: nobody gets it from here. Open its page to start again.',
  waiting: 'Not started.',
  withheld:
    'When it was compared last, it was not the expected file. Nobody gets it from here. Open its page to fetch it again.',
  evicted: 'The browser removed what was stored of this file. Open its page to fetch it again.',
  'no-link': 'It is not known any more by which link it came. Open that link again, or remove it.',
};

function notGivenWords({ notes, verdict }: ShelfItem): string {
  const [note] = notes;
  if (note !== undefined) return restraintWords[note];
  if (verdict?.kind === 'differs') return 'Nobody gets it from here.';
  return 'Complete. Nobody gets it from this tab.';
}

/** What became of the comparison in this visit, in a few words. */
export function comparedWords({ verdict, phase, kind }: ShelfItem): string {
  if (verdict !== undefined) {
    const { sign, title } = verdictWords(verdict);
    return `${sign} ${title}`;
  }
  if (kind === 'published') return 'Your own file';
  if (phase === 'checking') return 'Being computed…';
  return phase === 'receiving' ? 'Not compared yet' : 'Not compared in this visit';
}

/** Bytes given, and how often that is the whole file: "12 MB (0.5 ×)". */
export function givenWords({ givenBytes, size }: ShelfItem): string {
  const bytes = formatBytes(givenBytes);
  if (size === undefined || size === 0) return bytes;
  const ratio = givenBytes / size;
  const figure = ratio > 0 && ratio < 0.01 ? 'less than 0.01' : ratio.toFixed(2);
  return `${bytes} (ratio ${figure})`;
}

/** "1.3 GB held, 12 GB left here". */
export function totalWords(items: readonly ShelfItem[], room: Room | undefined): string {
  const held = items.reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  const left = room === undefined ? '' : `, ${formatBytes(room.left)} left here`;
  return `${formatBytes(held)} held${left}`;
}

/** What became of the last removal. */
export function removalWords(removal: Removal, room: Room | undefined): string {
  const name = quotedName(nameOrHash(removal));
  switch (removal.outcome) {
    case 'removing':
      return `Removing ${name}…`;
    case 'freeing':
      return `${name} was removed. The browser is freeing its ${formatBytes(removal.bytes)}…`;
    case 'later':
      return `${name} was removed. The browser gives back its ${formatBytes(removal.bytes)} when this tab is closed or loaded anew, or sooner.`;
    case 'freed':
      return room === undefined
        ? `${name} was removed.`
        : `${name} was removed. Now ${formatBytes(room.left)} are left here.`;
  }
}

/** What the browser has answered. */
export const persistenceWords: Readonly<Record<PersistenceState, string>> = {
  unsupported: 'This browser does not say how long it keeps what is stored here.',
  'not-asked':
    'The browser has not been asked to keep what is stored here. When the disk runs low, it may remove all of it.',
  asking: 'Waiting for the browser’s answer…',
  kept: 'The browser keeps what is stored here until you remove it.',
  refused:
    'The browser has not promised to keep what is stored here. When the disk runs low, it may remove all of it.',
};
