import type Wire from 'bittorrent-protocol';
import { announcedLength, isLegalMessage, longestMessage } from './legal-message';

/**
 * Stands between a peer and what bittorrent-protocol 5 and ut_metadata 4 make of its messages:
 * - an index is believed: `have(2147483647)` makes webtorrent's rarity map that long, and the page
 *   hangs;
 * - so is a length: 2 GiB are collected, copying all of it with every packet;
 * - a hostile extension message (BEP 10, BEP 9) throws out of the stream, uncaught.
 * Whoever sends such a thing is disconnected. To be called at the `wire` event, before the first
 * message. Not for web seeds: their wires lead to our own `MirrorConnection`.
 *
 * @param pieces how many pieces there are now, or may be
 */
export function guardWire(wire: Wire, pieces: () => number): void {
  const refuse = (): void => {
    // What else is in the buffer must not be read as a message.
    wire._parse(Number.MAX_VALUE, () => undefined);
    wire.destroy();
  };
  const attempt = (handle: () => void): void => {
    try {
      handle();
    } catch {
      refuse();
    }
  };
  const onLength = wire._onMessageLength.bind(wire);
  wire._onMessageLength = (prefix) => {
    if (announcedLength(prefix) > longestMessage) refuse();
    else onLength(prefix);
  };
  const onMessage = wire._onMessage.bind(wire);
  wire._onMessage = (message) => {
    if (isLegalMessage(message, pieces())) onMessage(message);
    else refuse();
  };
  const onExtended = wire._onExtended.bind(wire);
  wire._onExtended = (kind, payload) => attempt(() => onExtended(kind, payload));
  guardMetadata(wire, refuse);
}

/** The last part of the metadata is looked at asynchronously, where nobody catches. */
function guardMetadata({ ut_metadata: metadata }: Wire, refuse: () => void): void {
  if (!metadata) return;
  const checkDone = metadata._checkDone.bind(metadata);
  metadata._checkDone = () => checkDone().catch(refuse);
}
