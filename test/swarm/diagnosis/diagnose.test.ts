import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../../src/base/problem';
import { diagnose, type Situation } from '../../../src/swarm/diagnosis/diagnose';
import type { MirrorReport } from '../../../src/swarm/transfer';

/** Something is missing, and for a minute nothing came. */
const stuck: Situation = {
  paused: false,
  offline: false,
  webrtc: true,
  trackers: 1,
  answered: true,
  warned: false,
  allLost: false,
  silentMs: 60_000,
  others: 3,
  attempts: 0,
  failedAttempts: 0,
  peers: 0,
  usefulPeers: 0,
  mirrors: [],
  faultyPeers: [],
  lacking: true,
  sinceProgressMs: 60_000,
};
const complete = { lacking: false };
const liar = { name: '0a1b2c3d', wrongPieces: 2, dropped: true };

function mirror(state: MirrorReport['state'], code?: ProblemCode): MirrorReport {
  const problem = code && new Problem(code);
  return { url: 'https://mirror.example/f', state, receivedBytes: 0, problem };
}
const refused = mirror('waiting', 'swarm/mirror-unreachable');
const wrong = mirror('off', 'swarm/mirror-wrong-bytes');
const noTrackers = { trackers: 0, answered: false, others: undefined };
const unreached = { answered: false, allLost: true, others: undefined };

describe('diagnose', () => {
  it.each<[string, Partial<Situation>, string | undefined]>([
    ['paused', { paused: true }, 'paused'],
    ['paused, and everything is here', { paused: true, ...complete }, undefined],
    ['offline', { offline: true }, 'swarm/offline'],
    ['offline and all trackers lost', { offline: true, ...unreached }, 'swarm/offline'],
    ['said to be offline, but bytes come', { offline: true, sinceProgressMs: 100 }, undefined],
    ['offline, and everything is here', { offline: true, ...complete }, 'swarm/offline'],
    ['no WebRTC', { webrtc: false, sinceProgressMs: 0 }, 'swarm/no-webrtc'],
    ['no WebRTC, and no peers are wanted', { ...noTrackers, webrtc: false }, undefined],

    ['the tracker is gone', unreached, 'swarm/tracker'],
    ['the tracker is gone for a moment', { ...unreached, silentMs: 7_999 }, undefined],
    ['complaints and no answer', { ...unreached, allLost: false, warned: true }, 'swarm/tracker'],
    ['no answer for a while', { answered: false, silentMs: 19_999, others: undefined }, undefined],
    ['never an answer', { answered: false, silentMs: 20_000, others: undefined }, 'swarm/tracker'],
    ['the tracker is gone, everything is here', { ...unreached, ...complete }, 'swarm/tracker'],
    ['the tracker is gone, peers remain', { ...unreached, ...complete, peers: 1 }, undefined],
    ['bytes come without the tracker', { ...unreached, sinceProgressMs: 7_999 }, undefined],

    ['nobody is there', { others: 0 }, 'swarm/nobody-there'],
    ['nobody is there to give it to', { others: 0, ...complete }, undefined],
    ['nobody was there just now', { others: 0, sinceProgressMs: 7_999 }, undefined],
    ['no attempt succeeds', { attempts: 3, failedAttempts: 3 }, 'swarm/no-connection'],
    ['an attempt is on its way', { attempts: 3, failedAttempts: 2 }, undefined],
    ['nobody takes an offer', {}, 'swarm/no-connection'],
    ['nobody has taken an offer yet', { sinceProgressMs: 19_999 }, undefined],
    [
      'attempts fail after the last peer left',
      { attempts: 1, failedAttempts: 1, others: 0 },
      'swarm/nobody-there',
    ],

    ['peers lack it too', { peers: 2 }, 'swarm/peers-lack'],
    ['peers have it, slowly', { peers: 2, usefulPeers: 1 }, undefined],
    ['peers lack it, the mirror fails', { peers: 2, mirrors: [refused] }, 'swarm/peers-lack'],
    ['one liar', { peers: 1, faultyPeers: [liar] }, 'swarm/only-wrong-bytes'],
    ['a liar that left', { faultyPeers: [liar] }, 'swarm/only-wrong-bytes'],
    [
      'a liar, still asked',
      { peers: 1, faultyPeers: [{ ...liar, dropped: false }] },
      'swarm/peers-lack',
    ],
    ['a liar beside one that lacks it', { peers: 2, faultyPeers: [liar] }, 'swarm/peers-lack'],
    ['a lying mirror', { ...noTrackers, mirrors: [wrong] }, 'swarm/only-wrong-bytes'],
    [
      'a mirror gave wrong all that is missing',
      { ...noTrackers, mirrors: [mirror('waiting', 'swarm/mirror-wrong-bytes')] },
      'swarm/only-wrong-bytes',
    ],
    [
      'a liar and a refusing mirror',
      { faultyPeers: [liar], mirrors: [refused] },
      'swarm/no-connection',
    ],

    ['no mirror and no tracker', noTrackers, undefined],
    ['a mirror refuses', { ...noTrackers, mirrors: [refused] }, 'swarm/mirrors-fail'],
    [
      'a mirror refuses, one lies',
      { ...noTrackers, mirrors: [refused, wrong] },
      'swarm/mirrors-fail',
    ],
    ['a mirror is new', { ...noTrackers, mirrors: [refused, mirror('trying')] }, undefined],
    ['a mirror is slow', { others: 0, mirrors: [mirror('working')] }, undefined],
    [
      'a mirror has recovered',
      { ...noTrackers, mirrors: [mirror('working', 'swarm/mirror-status')] },
      undefined,
    ],
  ])('%s', (_what, situation, diagnosis) => {
    expect(diagnose({ ...stuck, ...situation })).toBe(diagnosis);
  });
});
