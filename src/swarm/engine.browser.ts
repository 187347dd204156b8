import type WebTorrent from 'webtorrent';
import { toProblem } from '../base/problem';
import type { DownloadGate } from './limits/download-gate.browser';
import { RateCaps } from './limits/rate-caps.browser';
import { rememberSuccess } from './remember-success';

export interface Engine {
  readonly client: WebTorrent;
  /** Info hashes of the swarms that this page is in. The client itself knows them only later. */
  readonly joined: Set<string>;
  /** Where mirrors' readers wait, so that they keep to the cap together with peers. */
  readonly downloadGate: DownloadGate;
}

/**
 * Loads webtorrent, once, when it is first needed. One client serves the whole page: two would share
 * a tracker socket and take each other's answers. What failed to load is loaded again when asked for
 * again. All its connections keep to `caps`.
 * Throws `swarm/engine`.
 */
export function engineLoader(
  iceServers: readonly RTCIceServer[],
  caps = new RateCaps(),
): () => Promise<Engine> {
  return rememberSuccess(() => loadEngine(iceServers, caps));
}

async function loadEngine(iceServers: readonly RTCIceServer[], caps: RateCaps): Promise<Engine> {
  try {
    const { default: WebTorrent } = await withoutIdleCallback(() => import('webtorrent'));
    const client = new WebTorrent({
      dht: false,
      lsd: false,
      utPex: false,
      natUpnp: false,
      natPmp: false,
      // Mirrors are read by our own connection; webtorrent's trusts whatever a server answers.
      webSeeds: false,
      // Always given: the default is other people's STUN servers.
      tracker: { rtcConfig: { iceServers: [...iceServers] } },
    });
    // An `error` event without a listener throws. Torrents' own errors go to their own listeners.
    client.on('error', () => undefined);
    caps.govern(client);
    return { client, joined: new Set(), downloadGate: caps.download };
  } catch (error) {
    throw toProblem(error, 'swarm/engine');
  }
}

/**
 * webtorrent schedules every request through `requestIdleCallback` when it finds one while it loads:
 * half speed in a visible Firefox tab, a hundredth in a hidden one. Without it, it asks at once.
 */
async function withoutIdleCallback<T>(load: () => Promise<T>): Promise<T> {
  const idle = Object.getOwnPropertyDescriptor(window, 'requestIdleCallback');
  Object.defineProperty(window, 'requestIdleCallback', { value: undefined, configurable: true });
  try {
    return await load();
  } finally {
    if (idle) Object.defineProperty(window, 'requestIdleCallback', idle);
    else Reflect.deleteProperty(window, 'requestIdleCallback');
  }
}
