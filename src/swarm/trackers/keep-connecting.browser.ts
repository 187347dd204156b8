import { announceDelayMs, wantPeers, type Mesh } from './want-peers';

const lookEveryMs = 500;

/**
 * After an announce, webtorrent waits for the tracker's next interval (minutes, commonly), however
 * few peers came of it, and two peers that failed together try again together. Here a torrent that
 * lacks peers announces again soon, then less and less often, at times of its own.
 */
export function keepConnecting(mesh: () => Mesh, announce: () => void, signal: AbortSignal): void {
  let inVain = 0;
  let last = mesh();
  let askedMs = performance.now();
  let random = Math.random();
  const look = (): void => {
    const now = mesh();
    // The first answer is to an announce that went out just before.
    if (last.others === undefined && now.others !== undefined) askedMs = performance.now();
    const gained = now.connected > last.connected || (now.others ?? 0) > (last.others ?? 0);
    if (gained) inVain = 0;
    last = now;
    if (performance.now() - askedMs < announceDelayMs(now, inVain, random)) return;
    askedMs = performance.now();
    random = Math.random();
    inVain++;
    // Alone, only an announce tells whether somebody came.
    if (wantPeers(now) > 0 || now.connected === 0) announce();
  };
  const timer = setInterval(look, lookEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
