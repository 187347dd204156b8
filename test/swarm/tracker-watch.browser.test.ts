import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineLoader, type Engine } from '../../src/swarm/engine.browser';
import type { Swarm } from '../../src/swarm/swarm.browser';
import { FakeWebSocket, sockets } from './fake-web-socket';
import { join, makeMetadata } from './memory-release';

const tracker = 'wss://tracker.example/announce';
let engine: Engine;
let swarm: Swarm;

/** The engine's queues run on microtasks and messages, which stay as they are. */
async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** Lets the last socket open, and answers what comes over it. */
async function answerAnnounce(): Promise<void> {
  const socket = sockets.at(-1);
  socket?.open();
  await vi.waitUntil(() => (socket?.sent.length ?? 0) > 0, { interval: 10 });
  socket?.answer();
  await advance(10);
}

describe('TrackerWatch', () => {
  beforeAll(async () => {
    // The engine takes hold of the class when it is loaded.
    vi.stubGlobal('WebSocket', FakeWebSocket);
    engine = await engineLoader([])();
    vi.unstubAllGlobals();
  });

  beforeEach(async () => {
    sockets.length = 0;
    swarm = join(engine, await makeMetadata(2), { trackers: [tracker] });
    await vi.waitUntil(() => sockets.length === 1);
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
  });

  afterEach(async () => {
    void swarm.leave();
    await advance(10_000);
    vi.useRealTimers();
  });

  it('connects again after two seconds, then less and less often', async () => {
    const waits: number[] = [];
    for (let round = 1; round <= 7; round++) {
      sockets.at(-1)?.lose();
      let waitedMs = 0;
      while (sockets.length === round && waitedMs < 100_000) {
        await advance(250);
        waitedMs += 250;
      }
      waits.push(waitedMs);
    }
    const expected = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
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
    await advance(400_000);
    expect(sockets).toHaveLength(2);
  });

  it.each([
    ['left', () => void swarm.leave()],
    [
      'given up by the engine',
      () => {
        const [torrent] = engine.client.torrents;
        (torrent as unknown as { _destroy(error: Error): void })._destroy(new Error('broken'));
      },
    ],
  ])('never connects again when the torrent was %s while it waited', async (_what, end) => {
    sockets[0]?.lose();
    await advance(100);
    end();
    await advance(800_000);
    window.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(1);
  });

  it('still says goodbye on an open socket', async () => {
    sockets[0]?.open();
    void swarm.leave();
    await advance(100);
    expect(sockets[0]?.sent.map(({ event }) => event)).toContain('stopped');
  });

  it('is an obstacle only when it is out of reach for some time', async () => {
    await advance(60_000);
    expect(swarm.obstacle).toBeUndefined();
    await answerAnnounce();
    sockets[0]?.lose();
    expect(swarm.obstacle).toBeUndefined();
    await advance(16_000);
    expect(swarm.obstacle?.code).toBe('swarm/tracker');
    await vi.waitUntil(() => sockets.length > 1);
    await answerAnnounce();
    expect(swarm.obstacle).toBeUndefined();
  });
});
