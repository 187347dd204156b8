import type Wire from 'bittorrent-protocol';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PeerConnection, Torrent } from 'webtorrent';
import { toHex } from '../../src/base/bytes';
import { engineLoader, type Engine } from '../../src/swarm/engine.browser';
import { join, makeMetadata } from './memory-release';

const pieces = 10;
let engine: Engine;
let BaseWire: typeof Wire;
beforeAll(async () => {
  engine = await engineLoader([])();
  ({ default: BaseWire } = await import('bittorrent-protocol'));
});

type Peer = Wire & PeerConnection;

/** A peer that speaks the protocol until it is told to send something else. */
function makePeer(): Peer {
  const peer = new BaseWire();
  const id = toHex(crypto.getRandomValues(new Uint8Array(20)));
  peer.once('handshake', (infoHash) => peer.handshake(infoHash, id, { fast: true }));
  // It has no data channel that could be full.
  const channel = { _cb: null, _channel: null, _onChannelBufferedAmountLow: () => undefined };
  return Object.assign(peer, { id, initiator: true, connected: true, ...channel }) as Peer;
}

/** A swarm of one hostile peer, right after the handshakes. */
async function meet() {
  const metadata = await makeMetadata(pieces);
  const swarm = join(engine, metadata);
  const torrent = await vi.waitUntil<Torrent | undefined>(() =>
    engine.client.torrents.find(({ infoHash, ready }) => ready && infoHash === metadata.infoHash),
  );
  const peer = makePeer();
  torrent.addPeer(peer);
  await vi.waitUntil(() => torrent.wires.length === 1);
  return { swarm, torrent, peer };
}

function message(kind: number, ...rest: number[]): Uint8Array {
  const bytes = new Uint8Array(5 + rest.length);
  new DataView(bytes.buffer).setUint32(0, 1 + rest.length);
  bytes.set([kind, ...rest], 4);
  return bytes;
}
const extended = (kind: number, text: string): Uint8Array =>
  message(20, kind, ...new TextEncoder().encode(text));

describe('guardWire', () => {
  it.each([
    ['have, far beyond', message(4, 0x7f, 0xff, 0xff, 0xff)],
    ['have, beyond what a signed number holds', message(4, 0xff, 0xff, 0xff, 0xfe)],
    ['have, one too far', message(4, 0, 0, 0, pieces)],
    ['suggest', message(13, 0x7f, 0xff, 0xff, 0xff)],
    ['a message of 1 GiB', new Uint8Array([0x40, 0, 0, 0])],
    ['metadata nobody asked for', extended(1, 'd8:msg_typei0e5:piecei0ee')],
    ['a handshake that is none', extended(0, 'd1:md1:ad8:toString1:xeee')],
  ])('hangs up on %s', async (_what, bytes) => {
    const { swarm, torrent, peer } = await meet();
    peer.push(bytes);
    await vi.waitUntil(() => torrent.wires.length === 0);
    expect(torrent._rarityMap._pieces).toHaveLength(pieces);
    expect(torrent.destroyed).toBe(false);
    await swarm.leave();
  });

  it('reads nothing of what was sent after it', async () => {
    const { swarm, torrent, peer } = await meet();
    const after = [1, 2, 3].flatMap((index) => [...message(4, 0, 0, 0, index)]);
    peer.push(new Uint8Array([...message(4, 0x7f, 0xff, 0xff, 0xff), ...after]));
    await vi.waitUntil(() => torrent.wires.length === 0);
    expect([...torrent._rarityMap._pieces]).toEqual(Array(pieces).fill(0));
    await swarm.leave();
  });

  it('lets an honest peer speak, also in fragments and many messages at once', async () => {
    const { swarm, torrent, peer } = await meet();
    const [head, tail] = [new Uint8Array([0, 0, 0]), new Uint8Array([5, 4, 0, 0, 0])];
    peer.push(head);
    peer.push(tail);
    peer.push(new Uint8Array([pieces - 1, ...message(4, 0, 0, 0, 0), ...message(0)]));
    await vi.waitUntil(() => torrent._rarityMap._pieces[0] === 1);
    expect(torrent._rarityMap._pieces[pieces - 1]).toBe(1);
    expect(torrent.wires).toHaveLength(1);
    await swarm.leave();
  });
});
