import { percent } from '../base/percent';
import type { PublishState } from '../publish/publish-state';
import { isMissedCopy } from './is-missed-copy';
import type { Work } from './work';

/** What a publish job is doing. */
export function workOfPublish(state: PublishState): Work {
  switch (state.stage) {
    case 'choosing': {
      const phase = state.problem === undefined ? 'idle' : 'failed';
      return { phase, name: undefined, percent: undefined, loss: undefined };
    }
    case 'hashing': {
      const { name, hashedBytes, size } = state;
      return {
        phase: 'publishing',
        name,
        percent: percent(hashedBytes, size),
        loss: 'publishing',
      };
    }
    case 'published': {
      const gives = state.problem === undefined && state.restraint.notes.length === 0;
      return {
        phase: gives ? 'giving' : 'not-giving',
        name: state.published.name,
        percent: undefined,
        loss: isMissedCopy(state) ? 'only-copy' : undefined,
      };
    }
  }
}
