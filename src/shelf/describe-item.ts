import { noRestraint } from '../swarm/limits/restraint';
import { noTransfer } from '../swarm/transfer';
import type { KeptRelease } from './kept-release';
import type { LiveState, PublishedState } from './live-state';
import type { ShelfItem, ShelfPhase } from './shelf-state';

/** What is remembered beside the record, and across visits. */
export interface RememberedLimits {
  readonly givenBytes: number;
  readonly paused: boolean;
}

/** A release held, with what this tab's job says of it; without a job, what was found in storage. */
export function describeItem(
  kept: KeptRelease,
  live: LiveState | undefined,
  { givenBytes, paused }: RememberedLimits,
): ShelfItem {
  const transfer = live?.transfer ?? noTransfer;
  const phase = livePhase(kept, live) ?? restingPhase(kept, paused);
  return {
    infoHash: kept.infoHash,
    kind: 'held',
    page: kept.link,
    name: kept.name,
    size: kept.size ?? (transfer.size > 0 ? transfer.size : undefined),
    heldBytes: transfer.haveBytes > 0 ? transfer.haveBytes : kept.heldBytes,
    givenBytes,
    state: stateOf(phase),
    phase,
    hashedBytes: live?.stage === 'checking' ? live.hashedBytes : undefined,
    savedBytes: live?.stage === 'saving' ? live.savedBytes : undefined,
    peers: transfer.peers,
    uploadSpeed: transfer.uploadSpeed,
    verdict: live?.verdict,
    canSave: live?.file !== undefined,
    saved: live?.stage === 'saved',
    notes: live?.restraint?.notes ?? [],
    problem: live?.problem,
  };
}

/** What a publisher's tab seeds; `undefined` while it seeds nothing. */
export function describePublished(
  state: PublishedState,
  givenBytes: number,
): ShelfItem | undefined {
  if (state.stage !== 'published') return undefined;
  const { published, transfer, restraint, problem } = state;
  const gives = transfer.seeding && restraint.notes.length === 0;
  const phase = restraint.paused ? 'paused' : gives ? 'giving' : 'not-given';
  return {
    ...published,
    kind: 'published',
    page: '/publish',
    heldBytes: 0,
    givenBytes,
    state: stateOf(phase),
    phase,
    hashedBytes: undefined,
    savedBytes: undefined,
    peers: transfer.peers,
    uploadSpeed: transfer.uploadSpeed,
    verdict: undefined,
    canSave: false,
    saved: false,
    notes: restraint.notes,
    problem,
  };
}

/** `undefined` when there is no job, or it has not been told to do anything. */
function livePhase(kept: KeptRelease, live: LiveState | undefined): ShelfPhase | undefined {
  if (live === undefined) return undefined;
  const { paused, notes } = live.restraint ?? noRestraint;
  if (paused) return 'paused';
  switch (live.stage) {
    case 'reading-link':
      return 'starting';
    case 'choosing':
      return kept.evicted ? 'evicted' : 'left';
    case 'receiving':
      return live.activity === 'paused' ? 'stuck' : 'receiving';
    case 'checking':
      return 'checking';
    case 'ready':
    case 'saving':
    case 'saved':
      return live.transfer?.seeding === true && notes.length === 0 ? 'giving' : 'not-given';
    case 'failed':
      return 'failed';
  }
}

function restingPhase(kept: KeptRelease, paused: boolean): ShelfPhase {
  if (kept.link === undefined) return 'no-link';
  if (kept.evicted) return 'evicted';
  if (kept.withheld) return 'withheld';
  if (!kept.agreed) return 'left';
  return paused ? 'paused' : 'waiting';
}

function stateOf(phase: ShelfPhase): ShelfItem['state'] {
  switch (phase) {
    case 'starting':
    case 'receiving':
    case 'stuck':
    case 'checking':
    case 'giving':
      return 'seeding';
    case 'paused':
      return 'paused';
    case 'not-given':
    case 'left':
    case 'waiting':
    case 'withheld':
    case 'evicted':
    case 'failed':
    case 'no-link':
      return 'stopped';
  }
}
