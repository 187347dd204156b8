import type Wire from 'bittorrent-protocol';
import { concatBytes } from '../base/bytes';

/** Bytes in one message of a data channel: more is no faster, and every browser takes as much. */
const mostBytes = 64 * 2 ** 10;

/**
 * Sends what is said in one turn together. bittorrent-protocol makes two data channel messages of each
 * block and one of each request, and every message takes at least one packet of its own through the
 * network stack.
 */
export function gatherMessages(wire: Pick<Wire, '_push'>): void {
  const push = wire._push.bind(wire);
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (bytes === 0) return;
    const [first = new Uint8Array(0), ...more] = gathered;
    push(more.length === 0 ? first : concatBytes(gathered));
    gathered = [];
    bytes = 0;
  };
  wire._push = (data) => {
    if (bytes + data.length > mostBytes) flush();
    if (gathered.length === 0) queueMicrotask(flush);
    gathered.push(data);
    bytes += data.length;
  };
}
