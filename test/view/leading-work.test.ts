import { describe, expect, it } from 'vitest';
import { leadingWork, type Candidate } from '../../src/view/leading-work';
import type { Phase } from '../../src/view/work';
import { work } from './works';

/** `shown`: its page is in view; `seen`: it was since; `new`: nobody saw it yet. */
type Seen = 'shown' | 'seen' | 'new';
const candidate = ([phase, seen]: readonly [Phase, Seen]): Candidate => ({
  work: work(phase),
  shown: seen === 'shown',
  seen: seen !== 'new',
});

describe('leadingWork', () => {
  it.each<[(readonly [Phase, Seen])[], Phase | undefined]>([
    [[], undefined],
    [[['idle', 'shown']], undefined],
    [[['matches', 'shown']], 'matches'],
    [[['matches', 'seen']], undefined],
    [[['matches', 'new']], 'matches'],
    [[['giving', 'seen']], undefined],
    [
      [
        ['receiving', 'seen'],
        ['checking', 'shown'],
      ],
      'checking',
    ],
    [
      [
        ['checking', 'shown'],
        ['receiving', 'new'],
      ],
      'checking',
    ],
    [
      [
        ['matches', 'shown'],
        ['receiving', 'seen'],
      ],
      'receiving',
    ],
    [
      [
        ['receiving', 'seen'],
        ['saving', 'seen'],
      ],
      'receiving',
    ],
    [
      [
        ['failed', 'new'],
        ['not-started', 'shown'],
      ],
      'not-started',
    ],
    [
      [
        ['idle', 'shown'],
        ['stuck', 'new'],
      ],
      'stuck',
    ],
  ])('%j: %s', (candidates, phase) => {
    expect(leadingWork(candidates.map(candidate))?.phase).toBe(phase);
  });
});
