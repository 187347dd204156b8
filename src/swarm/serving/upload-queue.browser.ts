import type Wire from 'bittorrent-protocol';

interface Request {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** Requests that may wait. Nobody who means well has more on their way. */
const mostWaiting = 4096;
/** Requests that are read for at a time: they may be for a byte each. */
const mostReading = 8;

/**
 * Answers a peer's requests one by one, as fast as they leave. bittorrent-protocol reads whatever is
 * asked for at once and keeps it in memory until the line takes it: a slow peer can fill it, what it
 * cancels is sent all the same, and every `have` and `request` of ours waits behind megabytes.
 *
 * @param isHere whether a piece can be given
 * @param readyBytes how much may wait to be sent: enough to keep the wire busy while the next is read
 */
export function queueUploads(
  wire: Wire,
  isHere: (index: number) => boolean,
  readyBytes: () => number,
): void {
  const waiting: Request[] = [];
  const answer = wire._onRequest.bind(wire);
  const onCancel = wire._onCancel.bind(wire);
  const choke = wire.choke.bind(wire);

  const pump = (): void => {
    while (wire.peerRequests.length < mostReading && bytesReady(wire) < readyBytes()) {
      const next = waiting.shift();
      if (!next) return;
      // It may have been lost meanwhile, and webtorrent would not answer at all.
      if (isHere(next.index)) answer(next.index, next.offset, next.length);
      else refuse(next);
    }
  };
  const refuse = ({ index, offset, length }: Request): void => {
    // Without the fast extension (BEP 6) there is no word for it.
    if (wire.hasFast) wire.reject(index, offset, length);
  };
  wire.on('upload', pump);
  wire._read = (done) => {
    pump();
    done(null);
  };
  wire._onRequest = (index, offset, length) => {
    // The engine has its own answer to those who may not ask.
    if (wire.amChoking) answer(index, offset, length);
    else if (!isHere(index)) refuse({ index, offset, length });
    else if (waiting.push({ index, offset, length }) > mostWaiting) wire.destroy();
    else pump();
  };
  wire._onCancel = (index, offset, length) => {
    const at = waiting.findIndex((one) => one.index === index && one.offset === offset);
    if (at >= 0) waiting.splice(at, 1);
    onCancel(index, offset, length);
  };
  wire.choke = () => {
    choke();
    for (const request of waiting.splice(0)) refuse(request);
  };
}

/** Bytes that are being read for this wire or wait to leave on it. */
function bytesReady(wire: Wire): number {
  return wire.peerRequests.reduce((sum, { length }) => sum + length, wire._readableState.buffered);
}
