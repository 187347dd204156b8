import { backOffMs } from '../back-off';

/** How well a page is connected to the others of its swarm. */
export interface Mesh {
  /** Peers that are connected. */
  readonly connected: number;
  /** Connections on their way. */
  readonly attempts: number;
  /** How many others the trackers last said there are; `undefined` before they said anything. */
  readonly others: number | undefined;
  /** Connections at most. */
  readonly mostPeers: number;
}

/** With as many neighbours pieces spread about as fast as if everybody knew everybody. */
const enoughPeers = 20;
/** Each offer is an RTCPeerConnection that gathers candidates; trackers pass on no more of them. */
const offersAtOnce = 5;

/** How many offers to send with an announce. */
export function wantPeers({ connected, attempts, others, mostPeers }: Mesh): number {
  const room = Math.min(enoughPeers, mostPeers) - connected;
  // An attempt may fail, and a tracker may pick the ones that are connected already: as long as
  // somebody is missing, at least one offer goes out.
  const missing = others === undefined ? room : Math.min(room, others - connected);
  if (missing <= 0) return 0;
  return Math.min(offersAtOnce, Math.max(1, missing - attempts));
}

const soon = { firstMs: 2_500, longestMs: 2_500 };
const meshing = { firstMs: 4_000, longestMs: 4_000 };
const slow = { firstMs: 15_000, longestMs: 60_000 };
const alone = { firstMs: 5_000, longestMs: 60_000 };
/** Rounds at the steady pace; whom they did not reach is likely out of reach. */
const patientRounds = 8;

/**
 * How long after one announce the next may follow, in milliseconds; on average never below 2 s, and
 * spread, so that pages that started together don't ask together for ever.
 *
 * @param inVain announces since a peer was last gained
 * @param random a number in [0, 1)
 */
export function announceDelayMs(mesh: Mesh, inVain: number, random: number): number {
  const { connected, attempts, others } = mesh;
  // Whoever comes finds us; asking only makes up for an offer that was lost.
  if (others === undefined || others === 0) return backOffMs(inVain, alone, random);
  if (inVain >= patientRounds) return backOffMs(inVain - patientRounds, slow, random);
  if (connected === 0 && attempts === 0 && inVain < 3) return backOffMs(0, soon, random);
  if (inVain < 2 && wantPeers(mesh) > 0) return backOffMs(0, meshing, random);
  return 5_000 + 5_000 * random;
}
