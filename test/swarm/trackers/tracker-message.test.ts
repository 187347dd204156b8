import { describe, expect, it } from 'vitest';
import {
  binaryId,
  longestMessage,
  readTrackerMessage,
} from '../../../src/swarm/trackers/tracker-message';

const infoHash = 'ff00'.repeat(10);
const peerId = '2d5757303330302d'.padEnd(40, '7');
const offerId = '0a'.repeat(20);
const sdp = 'v=0\r\na=fingerprint:sha-256 00\r\na=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n';
const nothing = {
  interval: undefined,
  complete: undefined,
  incomplete: undefined,
  trackerId: undefined,
  failure: undefined,
  handshake: undefined,
};

function read(fields: object) {
  const text = JSON.stringify({ action: 'announce', info_hash: binaryId(infoHash), ...fields });
  return readTrackerMessage(text, infoHash);
}

describe('readTrackerMessage', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['too long', JSON.stringify({ action: 'announce', x: 'x'.repeat(longestMessage) })],
    ['without an info hash', '{"action":"announce"}'],
    ['not about peers', JSON.stringify({ action: 'scrape', info_hash: binaryId(infoHash) })],
  ])('refuses what is %s', (_what, text) => {
    expect(readTrackerMessage(text, infoHash)).toBeUndefined();
  });

  it.each([[binaryId('00'.repeat(20))], ['short'], [7], [null], ['é'.repeat(19) + '€']])(
    'refuses the info hash %j',
    (other) => {
      expect(read({ info_hash: other })).toBeUndefined();
    },
  );

  it('reads an answer', () => {
    const fields = { complete: 2, incomplete: 0, interval: 120, 'tracker id': 'ü' };
    const expected = { complete: 2, incomplete: 0, interval: 120, trackerId: 'ü' };
    expect(read(fields)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    [0.001, 10],
    [-5, 10],
    [1e12, 3_600],
    ['soon', undefined],
    [null, undefined],
  ])('holds an interval of %j to %j seconds', (interval, expected) => {
    expect(read({ interval })?.interval).toBe(expected);
  });

  it.each([[-1], [1.5], ['2'], [{}], [null]])('does not count %j peers', (complete) => {
    expect(read({ complete })).toEqual(nothing);
  });

  it('cuts off a long failure', () => {
    expect(read({ 'failure reason': 'é'.repeat(1_000) })?.failure).toHaveLength(300);
  });

  it.each(['offer', 'answer'] as const)('reads an %s', (kind) => {
    const ids = { peer_id: binaryId(peerId), offer_id: binaryId(offerId) };
    const { handshake } = read({ ...ids, [kind]: { type: kind, sdp } }) ?? nothing;
    expect(handshake).toEqual({ kind, peerId, offerId, sdp });
  });

  it.each<[string, object]>([
    ['no description', { offer: null }],
    ['a text', { offer: sdp }],
    ['another type', { offer: { type: 'answer', sdp } }],
    ['a rollback', { offer: { type: 'rollback', sdp } }],
    ['no text', { offer: { type: 'offer', sdp: 7 } }],
    ['no version', { offer: { type: 'offer', sdp: sdp.slice(5) } }],
    ['nobody to reach', { offer: { type: 'offer', sdp: 'v=0\r\na=fingerprint:x' } }],
    ['too long', { offer: { type: 'offer', sdp: sdp.padEnd(40_000) } }],
    ['no peer', { offer: { type: 'offer', sdp }, peer_id: undefined }],
    ['a peer id of 21 bytes', { offer: { type: 'offer', sdp }, peer_id: 'x'.repeat(21) }],
    ['a peer id that is no bytes', { offer: { type: 'offer', sdp }, peer_id: '€'.repeat(20) }],
    ['no offer id', { offer: { type: 'offer', sdp }, offer_id: 7 }],
  ])('refuses an offer with %s, but not what is said besides', (_what, fields) => {
    const ids = { peer_id: binaryId(peerId), offer_id: binaryId(offerId) };
    expect(read({ ...ids, complete: 3, ...fields })).toEqual({ ...nothing, complete: 3 });
  });
});

describe('binaryId', () => {
  it.each([
    ['', ''],
    ['00', '\0'],
    ['41ff', 'A\xff'],
  ])('%j', (hex, binary) => {
    expect(binaryId(hex)).toBe(binary);
  });
});
