import { randomBytes } from 'node:crypto';
import type { TrackerSocket } from '../../vite/tracker';

const tickMs = 100;
/** A description of a page that does not exist, as browsers write them. */
const sdp = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host generation 0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
  '',
].join('\r\n');

function randomId(): string {
  return randomBytes(20).toString('latin1');
}

/** One after the other: peers that don't exist, one that asks again and again, garbage, and too much. */
function messages(infoHash: string): readonly (() => string)[] {
  const sameId = randomId();
  const announce = (fields: object): string =>
    JSON.stringify({ action: 'announce', info_hash: infoHash, offer_id: randomId(), ...fields });
  const offer = { type: 'offer', sdp };
  return [
    () => announce({ offer, peer_id: randomId() }),
    () => announce({ offer, peer_id: randomId() }),
    () => announce({ offer, peer_id: sameId }),
    () => announce({ offer: { type: 'offer', sdp: 'garbage' }, peer_id: randomId() }),
    () => announce({ offer: 7, peer_id: {} }),
    () => announce({ answer: { type: 'answer', sdp }, peer_id: randomId() }),
    () => announce({ complete: 1e300, interval: 1e-9 }),
    () => announce({ offer: { type: 'offer', sdp: sdp.padEnd(200_000) }, peer_id: randomId() }),
    () => 'null',
  ];
}

/**
 * Sends every page of a tracker `perSecond` messages that no honest tracker sends. Returns the function
 * that stops it.
 *
 * @param infoHash hexadecimal
 */
export function floodOffers(
  sockets: () => Iterable<TrackerSocket>,
  infoHash: string,
  perSecond: number,
): () => void {
  const kinds = messages(Buffer.from(infoHash, 'hex').toString('latin1'));
  let sent = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < (perSecond * tickMs) / 1_000; i++) {
      const text = kinds[sent++ % kinds.length]?.() ?? '';
      for (const socket of sockets()) socket.send(text);
    }
  }, tickMs);
  return () => clearInterval(timer);
}
