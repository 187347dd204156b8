import { describe, expect, it } from 'vitest';
import { findObstacle, type TrackerSituation } from '../../src/swarm/find-obstacle';

const fine: TrackerSituation = {
  trackers: 1,
  webrtc: true,
  answered: true,
  warned: false,
  allLost: false,
  silentMs: 0,
};
const silent = { silentMs: 15_000 };

describe('findObstacle', () => {
  it.each<[string, Partial<TrackerSituation>, string | undefined]>([
    ['all is well', {}, undefined],
    ['there are no trackers', { trackers: 0, webrtc: false, allLost: true, ...silent }, undefined],
    ['there is no WebRTC', { webrtc: false }, 'swarm/no-webrtc'],
    ['nothing was heard, nor complained of, for long', { answered: false, ...silent }, undefined],
    ['the tracker is asked rarely', { silentMs: 3_600_000 }, undefined],
    ['peers fail after an answer', { warned: true, ...silent }, undefined],
    [
      'complaints came and no answer',
      { answered: false, warned: true, ...silent },
      'swarm/tracker',
    ],
    ['it is early', { answered: false, warned: true, allLost: true, silentMs: 14_999 }, undefined],
    ['the connection broke long after an answer', { allLost: true, ...silent }, 'swarm/tracker'],
    ['the connection broke just after an answer', { allLost: true }, undefined],
  ])('when %s', (_what, situation, code) => {
    expect(findObstacle({ ...fine, ...situation })).toBe(code);
  });
});
