import { labelOf } from '../base/digest-algorithms';
import { formatBytes, formatExactBytes } from '../base/format-bytes';
import type { ReceiveState } from '../receive/receive-state';
import type { Release } from '../release/release';
import type { Transfer } from '../swarm/transfer';
import { verdictWords } from './verdict-words';

/**
 * What a screen reader is told when the stage changes. The same text for the whole of a stage, so
 * that nothing is said at every per cent.
 */
export function stageWords(state: ReceiveState): string {
  switch (state.stage) {
    case 'reading-link':
      return 'Reading the link…';
    case 'choosing':
      return 'Nothing has been contacted yet.';
    case 'receiving':
      return state.restraint.paused ? activityWords.paused : activityWords[state.activity];
    case 'checking':
      return 'Everything is here. Computing the checksum…';
    case 'ready':
      return `${verdictWords(state.verdict).title}.`;
    case 'saving':
      return 'Saving…';
    case 'saved':
      return 'Saved.';
    case 'failed':
      return 'It stopped.';
  }
}

const activityWords = {
  metadata: 'Looking for the piece list…',
  pieces: 'Receiving…',
  paused: 'Paused.',
} as const;

/** Which tab does the work, when this one does not. */
export function otherTabWords({ haveBytes, size, seeding }: Transfer): string {
  if (size === 0 || haveBytes < size) return 'Another tab fetches this; this one shows it.';
  return seeding
    ? 'Another tab passes this on. When that one is closed, this one takes over.'
    : 'Another tab looks after this; this one shows it.';
}

/** The size at a glance and exactly: "279 MB (278,920,704 bytes)". */
export function sizeWords(size: number | undefined): string {
  if (size === undefined) return 'size not known yet';
  return size < 1000 ? formatExactBytes(size) : `${formatBytes(size)} (${formatExactBytes(size)})`;
}

/** What the file is going to be compared with, before it is. */
export function expectationWords(release: Release): string {
  const own = release.expectations.filter((expectation) => expectation.source === 'link');
  const others = release.expectations.length - own.length;
  const names = own.map((expectation) =>
    expectation.kind === 'digest' ? labelOf(expectation.digest.algorithm) : 'a signature',
  );
  if (names.length === 0)
    return others === 0
      ? 'The link has no checksum of the file'
      : 'To compare with: what you brought';
  return `To compare with: ${names.join(' and ')} from the link${others === 0 ? '' : ', and what you brought'}`;
}
