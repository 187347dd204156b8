import { blockLength } from './block';

/** Requests on their way to a peer that has given nothing yet. */
const atFirst = 4;
/** Seconds of a peer's speed that are asked for in advance: more than an answer takes on a full line. */
const ahead = 1;
/** Bytes asked for in advance at most: all of it may come at once. */
const mostBytes = 8 * 2 ** 20;

/**
 * How many requests to keep on their way to a peer, so that it always has something to send.
 *
 * @param speed bytes per second that came from it lately
 * @param accepted how many it takes (`reqq`, BEP 10), when it said so
 */
export function requestsAtOnce(speed: number, accepted = Infinity): number {
  const wanted = atFirst + Math.ceil((ahead * speed) / blockLength);
  return Math.max(1, Math.min(wanted, accepted, mostBytes / blockLength));
}
