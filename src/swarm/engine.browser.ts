import type WebTorrent from 'webtorrent';
import { toProblem } from '../base/problem';
import type { MirrorConnection } from './mirror-connection.browser';
import { rememberSuccess } from './remember-success';

export interface Engine {
  readonly client: WebTorrent;
  /** Makes the page's end of a mirror; a subclass of the engine's own `Wire`. */
  readonly MirrorConnection: typeof MirrorConnection;
  /** Info hashes of the swarms that this page is in. The client itself knows them only later. */
  readonly joined: Set<string>;
}

/**
 * Loads webtorrent, once, when it is first needed. One client serves the whole page: two would share
 * a tracker socket and take each other's answers. What failed to load is loaded again when asked for
 * again.
 * Throws `swarm/engine`.
 */
export function engineLoader(iceServers: readonly RTCIceServer[]): () => Promise<Engine> {
  return rememberSuccess(() => loadEngine(iceServers));
}

async function loadEngine(iceServers: readonly RTCIceServer[]): Promise<Engine> {
  try {
    const { default: WebTorrent } = await withoutIdleCallback(() => import('webtorrent'));
    const { MirrorConnection } = await import('./mirror-connection.browser');
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
    return { client, MirrorConnection, joined: new Set() };
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
