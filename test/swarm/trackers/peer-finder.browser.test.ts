import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Torrent } from 'webtorrent';
import { engineLoader, type Engine } from '../../../src/swarm/engine.browser';
import { PeerFinder } from '../../../src/swarm/trackers/peer-finder.browser';
import { binaryId } from '../../../src/swarm/trackers/tracker-message';
import { FakeWebSocket, sockets } from './fake-web-socket';

const tracker = 'wss://tracker.example/announce';
const mostPeers = 40;
let engine: Engine;
let torrent: Torrent;
let finder: PeerFinder;
let end: AbortController;

/** The engine's queues run on microtasks and messages, which stay as they are. */
async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

function leave(): void {
  end.abort();
  torrent.destroy({ destroyStore: false });
}

/** Lets the last socket open, and answers what comes over it. */
async function answerAnnounce(fields: object = {}): Promise<void> {
  const socket = sockets.at(-1);
  socket?.open();
  await vi.waitUntil(
    async () => {
      await advance(10);
      return (socket?.sent.length ?? 0) > 0;
    },
    { interval: 10 },
  );
  socket?.answer(fields);
  await advance(10);
}

/** An offer as a browser makes it, which nobody stands behind. */
async function makeSdp(): Promise<string> {
  const connection = new RTCPeerConnection();
  connection.createDataChannel('x');
  const { sdp = '' } = await connection.createOffer();
  connection.close();
  return `${sdp}a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host generation 0\r\n`;
}

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) =>
    String.fromCharCode(byte),
  ).join('');
}

function peersOf({ _peers }: Torrent): number {
  return _peers?.size ?? 0;
}

describe('PeerFinder', () => {
  beforeAll(async () => {
    // The engine takes hold of the class when it is loaded.
    vi.stubGlobal('WebSocket', FakeWebSocket);
    engine = await engineLoader([])();
    vi.unstubAllGlobals();
  });

  beforeEach(async () => {
    sockets.length = 0;
    end = new AbortController();
    const infoHash = Array.from(randomId(), (byte) =>
      byte.charCodeAt(0).toString(16).padStart(2, '0'),
    ).join('');
    const announce = [tracker];
    torrent = engine.client.add(
      { infoHash, announce },
      { announce, urlList: [], storeCacheSlots: 0 },
    );
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
    finder = new PeerFinder(engine.client, torrent, end.signal, () => mostPeers);
    torrent.on('close', () => end.abort());
    torrent.on('error', () => undefined);
    await vi.waitUntil(
      async () => {
        await advance(1);
        return sockets.length === 1;
      },
      { interval: 10 },
    );
  });

  afterEach(async () => {
    leave();
    await advance(10_000);
    vi.useRealTimers();
  });

  it('connects again after two seconds, then less and less often', async () => {
    const waits: number[] = [];
    for (let round = 1; round <= 6; round++) {
      sockets.at(-1)?.lose();
      let waitedMs = 0;
      while (sockets.length === round && waitedMs < 100_000) {
        await advance(250);
        waitedMs += 250;
      }
      waits.push(waitedMs);
    }
    const expected = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000];
    expect(waits).toHaveLength(expected.length);
    waits.forEach((waitedMs, i) => {
      expect(waitedMs / (expected[i] ?? 0)).toBeGreaterThanOrEqual(0.75);
      expect(waitedMs / (expected[i] ?? 0)).toBeLessThan(1.4);
    });
  });

  it('starts the waits anew once the tracker answered', async () => {
    for (let round = 0; round < 4; round++) {
      sockets.at(-1)?.lose();
      await advance(30_000);
    }
    await answerAnnounce();
    const { length } = sockets;
    sockets.at(-1)?.lose();
    await advance(3_000);
    expect(sockets).toHaveLength(length + 1);
  });

  it('connects at once when the network is back, and only if it has to', async () => {
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(1);
    sockets[0]?.lose();
    await advance(100);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
    await advance(100_000);
    expect(sockets).toHaveLength(2);
  });

  it.each([
    ['left', leave],
    [
      'given up by the engine',
      () => {
        (torrent as unknown as { _destroy(error: Error): void })._destroy(new Error('broken'));
      },
    ],
  ])('never connects again when the torrent was %s while it waited', async (_what, goAway) => {
    sockets[0]?.lose();
    await advance(100);
    goAway();
    await advance(800_000);
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(1);
  });

  it('still says goodbye on an open socket', async () => {
    sockets[0]?.open();
    leave();
    await advance(100);
    expect(sockets[0]?.sent.map(({ event }) => event)).toContain('stopped');
  });

  it('knows what the tracker said, until it is out of reach', async () => {
    expect(finder.facts).toMatchObject({ answered: false, allLost: false, others: undefined });
    await answerAnnounce({ complete: 2, incomplete: 3 });
    expect(finder.facts).toMatchObject({ answered: true, allLost: false, others: 4 });
    await advance(5_000);
    expect(finder.facts.silentMs).toBeGreaterThanOrEqual(5_000);
    sockets[0]?.lose();
    await advance(10);
    expect(finder.facts).toMatchObject({ answered: true, allLost: true, others: undefined });
  });

  it('asks again while others are there that are not connected', async () => {
    await answerAnnounce({ complete: 1, incomplete: 1 });
    const { length } = sockets[0]?.sent ?? [];
    await vi.waitUntil(
      async () => {
        await advance(500);
        return (sockets[0]?.sent.length ?? 0) >= length + 2;
      },
      { interval: 10 },
    );
    // It knows of one other only.
    expect(sockets[0]?.sent.at(-1)?.offers).toHaveLength(1);
  });

  it('survives messages that are none', async () => {
    await answerAnnounce({ complete: 1 });
    const messages = ['null', '[]', '"offer"', '\0', '{"action":"announce"}', 'x'.repeat(200_000)];
    for (const text of messages) sockets[0]?.receive(text);
    await advance(10);
    expect(sockets).toHaveLength(1);
    expect(finder.facts).toMatchObject({ answered: true, allLost: false });
  });

  it('hangs up on a tracker that sends megabytes', async () => {
    await answerAnnounce();
    sockets[0]?.receive('x'.repeat(2_000_000));
    await advance(10);
    expect(finder.facts.allLost).toBe(true);
  });

  it.each<[string, object]>([
    ['no session description', { offer: { type: 'offer', sdp: 'x' } }],
    ['nothing', { offer: null }],
    ['what is asked of a running connection', { offer: { transceiverRequest: { kind: 'video' } } }],
    ['a peer id that is a list', { peer_id: [] }],
  ])('makes no connection for an offer with %s', async (_what, fields) => {
    await answerAnnounce();
    const offer = { type: 'offer', sdp: await makeSdp() };
    sockets[0]?.answer({ offer, peer_id: randomId(), offer_id: randomId(), ...fields });
    await advance(10);
    expect(peersOf(torrent)).toBe(0);
  });

  it('takes up few of a flood of offers, one of each peer, and none of itself', async () => {
    await answerAnnounce();
    const offer = { type: 'offer', sdp: await makeSdp() };
    const send = (peerId: string) =>
      sockets[0]?.answer({ offer, peer_id: peerId, offer_id: randomId() });
    send(binaryId(engine.client.peerId));
    const same = randomId();
    for (let i = 0; i < 50; i++) send(same);
    await advance(10);
    expect(peersOf(torrent)).toBe(1);
    for (let i = 0; i < 500; i++) send(randomId());
    await advance(10);
    expect(peersOf(torrent)).toBeGreaterThan(1);
    expect(peersOf(torrent)).toBeLessThanOrEqual(10);
    expect(finder.facts.attempts).toBe(peersOf(torrent));
    await advance(30_000);
    expect(peersOf(torrent)).toBe(0);
    expect(finder.facts.failedAttempts).toBe(finder.facts.attempts);
  });
});
