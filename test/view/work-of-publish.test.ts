import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { PublishState } from '../../src/publish/publish-state';
import { workOfPublish } from '../../src/view/work-of-publish';
import type { Work } from '../../src/view/work';
import { onlyHere, published } from './states';

const problem = new Problem('swarm/offline');
const hashing = (hashedBytes: number, size: number): PublishState => ({
  stage: 'hashing',
  name: '総和.iso',
  size,
  hashedBytes,
  speed: 0,
});

describe('workOfPublish', () => {
  it.each<[string, PublishState, Partial<Work>]>([
    ['nothing chosen', { stage: 'choosing', problem: undefined }, { phase: 'idle' }],
    ['a refused file', { stage: 'choosing', problem }, { phase: 'failed', name: undefined }],
    ['the first byte', hashing(0, 10), { phase: 'publishing', percent: 0, loss: 'publishing' }],
    ['the last byte', hashing(10, 10), { phase: 'publishing', percent: 100 }],
    ['an empty file', hashing(0, 0), { phase: 'publishing', percent: 0 }],
    ['published', published(), { phase: 'giving', name: '総和.iso', loss: undefined }],
    ['out of reach', { ...published(), problem }, { phase: 'not-giving' }],
    [
      'paused, while somebody waits',
      { ...published(onlyHere), restraint: { paused: true, notes: ['paused'] } },
      { phase: 'not-giving', loss: undefined },
    ],
    ['being fetched', published(onlyHere), { phase: 'giving', loss: 'only-copy' }],
    ['fetched by all', published({ ...onlyHere, fullCopies: 1 }), { loss: undefined }],
  ])('%s', (_, state, work) => {
    expect(workOfPublish(state)).toMatchObject(work);
  });
});
