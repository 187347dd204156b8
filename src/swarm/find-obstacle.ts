import type { ProblemCode } from '../base/problem';

/** What is known of a swarm's trackers. */
export interface TrackerSituation {
  /** How many trackers there are. */
  readonly trackers: number;
  /** True when the browser has WebRTC. */
  readonly webrtc: boolean;
  /** True when a tracker has ever answered. */
  readonly answered: boolean;
  /** True when the engine has complained of anything. */
  readonly warned: boolean;
  /** True when every tracker's connection failed since it last answered. */
  readonly allLost: boolean;
  /** Since joining or the last answer, whichever is later. */
  readonly silentMs: number;
}

/** A connection may take as long without anything being wrong. */
const patienceMs = 15_000;

/**
 * Why no peers can be found, when that is so. Silence alone says nothing: a tracker is asked only
 * every few minutes. Once one has answered, warnings say nothing either: most are of peers.
 */
export function findObstacle(now: TrackerSituation): ProblemCode | undefined {
  if (now.trackers === 0) return undefined;
  if (!now.webrtc) return 'swarm/no-webrtc';
  const troubled = now.allLost || (now.warned && !now.answered);
  return troubled && now.silentMs >= patienceMs ? 'swarm/tracker' : undefined;
}
