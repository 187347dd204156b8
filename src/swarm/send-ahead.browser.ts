import type { PeerConnection } from 'webtorrent';
import { SpeedMeter } from './speed-meter';

/** Seconds of a connection's speed that wait in its data channel, and bytes. */
const aheadSeconds = 0.1;
/** What simple-peer lets wait, whatever the speed. */
const leastBytes = 64 * 2 ** 10;
/** With 1 MiB, bursts overrun the network: Chromium's SCTP then stands still for seconds. */
const mostBytes = 256 * 2 ** 10;

/**
 * Keeps a data channel busy while the page does other things. With 64 KiB a fast one runs dry before the
 * page is told of it; with much more, a slow one would delay every `have` and `request`.
 */
export function sendAhead(connection: PeerConnection): void {
  const speed = new SpeedMeter();
  const write = connection._write.bind(connection);
  connection._write = (bytes, written) => {
    speed.add(bytes.length, performance.now());
    write(bytes, written);
    const { connected, _cb: isWaiting, _channel: channel } = connection;
    // Before it is connected, it waits with the bytes in its hands.
    if (!connected || !isWaiting || !channel) return;
    const ahead = aheadSeconds * speed.rate(performance.now());
    const most = Math.min(mostBytes, Math.max(leastBytes, ahead));
    if (channel.bufferedAmount <= most) connection._onChannelBufferedAmountLow();
    else channel.bufferedAmountLowThreshold = Math.max(leastBytes, most / 2);
  };
}
