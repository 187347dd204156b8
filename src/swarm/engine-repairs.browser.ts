import type WebTorrent from 'webtorrent';
import type { PeerConnection, Torrent, TorrentPiece } from 'webtorrent';
import { backOffMs } from './back-off';
import { newcomerWins } from './glare';
import { pickRarest, type MissingPiece } from './pick-rarest';

/**
 * What webtorrent 3.0 gets wrong for a crowd of browsers, put right from outside. Each function says
 * which part of it it replaces. Its trackers are `tracker-watch.browser.ts`, what hostile peers can do
 * to it `wire-guard.browser.ts`.
 */

/**
 * `torrent.addPeer` destroys the second connection to a peer, whichever it is; the other side does
 * the same with the other one (webtorrent issue 401). Here both sides keep the same one.
 */
export function letOneOfTwoOffersWin(client: WebTorrent, torrent: Torrent): void {
  const addPeer = torrent.addPeer.bind(torrent);
  torrent.addPeer = (peer, source) => {
    if (
      typeof peer !== 'string' &&
      isUnfinished(torrent, peer) &&
      newcomerWins(client.peerId, peer)
    ) {
      torrent.removePeer(peer.id);
    }
    return addPeer(peer, source);
  };
}

function isUnfinished(torrent: Torrent, newcomer: PeerConnection): boolean {
  const known = torrent._peers?.get(newcomer.id);
  return known !== undefined && !known.connected && known.conn !== newcomer;
}

/**
 * `RarityMap.getRarestPiece` collects all candidates at every request and offers pieces that were
 * asked for already, again and again: quadratic in the number of pieces.
 */
export function pickRarestFirst(torrent: Torrent): void {
  const rarity = torrent._rarityMap;
  const missingPiece = (index: number): MissingPiece | undefined =>
    describePiece(torrent.pieces[index] ?? undefined);
  const { length } = torrent.pieces;
  rarity.getRarestPiece = (usable) =>
    pickRarest(length, rarity._pieces, missingPiece, usable, Math.random);
}

function describePiece(piece: TorrentPiece | undefined): MissingPiece | undefined {
  return (
    piece && {
      length: piece.length,
      missing: piece.missing,
      fullyAsked:
        piece._flushed ||
        (piece._reservations >= piece._chunks && (piece._cancellations?.length ?? 0) === 0),
    }
  );
}

const announcePatience = { firstMs: 4_000, longestMs: 60_000 };

/**
 * After an announce that led to no connection, webtorrent waits for the tracker's next interval
 * (minutes, commonly), and two peers that failed together try again together. Here a torrent that
 * has no peer announces again soon, then less and less often, at a time of its own.
 */
export function keepConnecting(torrent: Torrent, signal: AbortSignal): void {
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tryAgain = (): void => {
    if (torrent.destroyed) return;
    if (torrent.wires.some((wire) => wire.type === 'webrtc')) {
      attempts = 0;
      return;
    }
    torrent.discovery?.tracker?.update();
    attempts++;
  };
  torrent.on('trackerAnnounce', () => {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(tryAgain, backOffMs(attempts, announcePatience, Math.random()));
  });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
