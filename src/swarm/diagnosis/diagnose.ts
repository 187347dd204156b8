import type { ProblemCode } from '../../base/problem';
import type { FaultyPeer, MirrorReport } from '../transfer';

/** What is known of a swarm in which something may be wrong. Times in milliseconds. */
export interface Situation {
  /** The person paused it. */
  readonly paused: boolean;
  /** The browser says that there is no network. */
  readonly offline: boolean;
  /** The browser has WebRTC. */
  readonly webrtc: boolean;
  /** How many trackers there are; none when peers are not wanted. */
  readonly trackers: number;
  /** A tracker has ever answered. */
  readonly answered: boolean;
  /** The engine has complained of anything. */
  readonly warned: boolean;
  /** Every tracker's connection failed since it last answered. */
  readonly allLost: boolean;
  /** Since joining or a tracker's last answer, whichever is later. */
  readonly silentMs: number;
  /** How many others trackers last said there are; `undefined` while none is in reach. */
  readonly others: number | undefined;
  /** Attempts to connect to a peer since one last succeeded, and those that have failed. */
  readonly attempts: number;
  readonly failedAttempts: number;
  /** Connected peers. */
  readonly peers: number;
  /** Those of them that have a piece we lack and that are still asked. */
  readonly usefulPeers: number;
  readonly mirrors: readonly MirrorReport[];
  readonly faultyPeers: readonly FaultyPeer[];
  /** Something is missing here. */
  readonly lacking: boolean;
  /** Since joining, going on, or the last good piece or block, whichever is latest. */
  readonly sinceProgressMs: number;
}

/** Why nothing happens. Each but `paused` has words for people (`problem-words.ts`). */
export type Diagnosis =
  | 'paused'
  | Extract<
      ProblemCode,
      | 'swarm/offline'
      | 'swarm/no-webrtc'
      | 'swarm/tracker'
      | 'swarm/nobody-there'
      | 'swarm/no-connection'
      | 'swarm/peers-lack'
      | 'swarm/mirrors-fail'
      | 'swarm/only-wrong-bytes'
    >;

/** Connecting takes up to 5 s when a STUN server can't be reached; before this, nothing is said. */
const patienceMs = 8_000;
/** A tracker's socket that opens but never answers may only be slow. */
const answerPatienceMs = 20_000;
/** An offer that nobody takes up is repeated some times in this time. */
const offerPatienceMs = 20_000;

/** What is wrong, when something is. Being slow is not: `undefined` while anything still comes. */
export function diagnose(now: Situation): Diagnosis | undefined {
  const waits = now.lacking && now.sinceProgressMs >= patienceMs;
  if (now.paused) return now.lacking ? 'paused' : undefined;
  if (now.offline && (waits || !now.lacking)) return 'swarm/offline';
  if (now.trackers > 0 && !now.webrtc) return 'swarm/no-webrtc';
  // Who has everything still wants to be found by others.
  if (!now.lacking) return now.peers === 0 ? trackersSilent(now) : undefined;
  if (!waits || now.usefulPeers > 0 || now.mirrors.some(isHopeful)) return undefined;
  if (allLied(now)) return 'swarm/only-wrong-bytes';
  if (now.peers > 0) return 'swarm/peers-lack';
  if (now.trackers === 0) return now.mirrors.length > 0 ? 'swarm/mirrors-fail' : undefined;
  return trackersSilent(now) ?? peersMissing(now);
}

/** It works, or has not failed yet. */
function isHopeful({ state, problem }: MirrorReport): boolean {
  return state === 'working' || (state === 'trying' && problem === undefined);
}

function allLied({ mirrors, faultyPeers, peers }: Situation): boolean {
  const liars = faultyPeers.filter(({ dropped }) => dropped).length;
  const wrongMirrors = mirrors.filter(
    ({ problem }) => problem?.code === 'swarm/mirror-wrong-bytes',
  );
  return (
    liars + wrongMirrors.length > 0 && peers <= liars && wrongMirrors.length === mirrors.length
  );
}

/** Silence alone says little: a tracker is asked only every few minutes. Nor do warnings, once one answered. */
function trackersSilent(now: Situation): Diagnosis | undefined {
  if (now.trackers === 0) return undefined;
  const isTroubled = now.allLost || (now.warned && !now.answered);
  const patience = isTroubled ? patienceMs : answerPatienceMs;
  const isSilent = isTroubled || !now.answered;
  return isSilent && now.silentMs >= patience ? 'swarm/tracker' : undefined;
}

function peersMissing(now: Situation): Diagnosis | undefined {
  if (now.others === 0) return 'swarm/nobody-there';
  if (now.others === undefined) return undefined;
  const allFailed = now.failedAttempts > 0 && now.failedAttempts >= now.attempts;
  const untried = now.attempts === 0 && now.sinceProgressMs >= offerPatienceMs;
  return allFailed || untried ? 'swarm/no-connection' : undefined;
}
