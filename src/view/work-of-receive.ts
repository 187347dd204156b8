import { percent } from '../base/percent';
import type { ReceiveState } from '../receive/receive-state';
import { isMissedCopy } from './is-missed-copy';
import type { Loss, Phase, Work } from './work';

/** What a receive job is doing. */
export function workOfReceive(state: ReceiveState): Work {
  const name = 'release' in state ? state.release?.name : undefined;
  return { phase: phaseOf(state), name, percent: percentOf(state), loss: lossOf(state) };
}

function phaseOf(state: ReceiveState): Phase {
  switch (state.stage) {
    case 'choosing':
      return 'not-started';
    case 'receiving':
      if (state.restraint.paused) return 'paused';
      return ({ metadata: 'looking', pieces: 'receiving', paused: 'stuck' } as const)[
        state.activity
      ];
    case 'ready':
      return state.problem === undefined ? state.verdict.kind : 'not-saved';
    case 'saved':
      // That it was saved all the same is no better news than the verdict.
      return state.verdict.kind === 'matches' ? 'saved' : state.verdict.kind;
    case 'reading-link':
    case 'checking':
    case 'saving':
    case 'failed':
      return state.stage;
  }
}

function percentOf(state: ReceiveState): number | undefined {
  switch (state.stage) {
    case 'receiving': {
      const { haveBytes, size } = state.transfer;
      return state.activity === 'metadata' ? undefined : percent(haveBytes, size);
    }
    case 'checking':
      return percent(state.hashedBytes, state.release.size ?? state.transfer.size);
    case 'saving':
      return percent(state.savedBytes, state.transfer.size);
    case 'reading-link':
    case 'choosing':
    case 'ready':
    case 'saved':
    case 'failed':
      return undefined;
  }
}

function lossOf(state: ReceiveState): Loss | undefined {
  if (state.stage === 'saving') return 'saving';
  return 'transfer' in state && isMissedCopy(state) ? 'only-copy' : undefined;
}
