import { describe, expect, it } from 'vitest';
import {
  isDropped,
  isProven,
  mayTry,
  type WasteSituation,
} from '../../../src/swarm/requests/standing';

describe('standing', () => {
  it.each([
    [0, 0, false, false],
    [1, 0, false, true],
    [1, 1, false, false],
    [99, 1, false, false],
    [99, 2, true, false],
    [0, 2, true, false],
  ])('right %i, wrong %i: dropped %s, proven %s', (right, wrong, dropped, proven) => {
    expect([isDropped({ right, wrong }), isProven({ right, wrong })]).toEqual([dropped, proven]);
  });
});

describe('mayTry', () => {
  const nothing: WasteSituation = {
    length: 100,
    pieceBytes: 10,
    wastedBytes: 0,
    onTrialBytes: 0,
    sinceRefusalMs: 0,
  };
  it.each<[string, Partial<WasteSituation>, boolean]>([
    ['nothing was wasted', {}, true],
    ['a file of one piece', { pieceBytes: 100, wastedBytes: 200 }, true],
    ['just less than three times the size', { wastedBytes: 290 }, true],
    ['three times the size', { wastedBytes: 291 }, false],
    ['what is on its way counts', { wastedBytes: 200, onTrialBytes: 91 }, false],
    ['a minute later', { wastedBytes: 300, sinceRefusalMs: 60_000 }, true],
    ['just before', { wastedBytes: 300, sinceRefusalMs: 59_999 }, false],
    ['the minute was used', { wastedBytes: 310, sinceRefusalMs: 60_000 }, false],
    [
      'who gives nothing does not keep others out',
      { wastedBytes: 300, onTrialBytes: 10, sinceRefusalMs: 120_000 },
      true,
    ],
  ])('%s', (_what, now, may) => {
    expect(mayTry({ ...nothing, ...now })).toBe(may);
  });
});
