import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Torrent } from 'webtorrent';
import type { Problem } from '../../src/base/problem';
import { engineLoader, type Engine } from '../../src/swarm/engine.browser';
import type { Swarm } from '../../src/swarm/swarm.browser';
import { codeOf } from '../release/code-of';
import { join, makeMetadata } from './memory-release';

let engine: Engine;
beforeAll(async () => {
  engine = await engineLoader([])();
});
afterEach(async () => {
  await Promise.all(engine.client.torrents.map((torrent) => destroyed(torrent)));
});

function destroyed(torrent: Torrent): Promise<void> {
  return new Promise((resolve) => torrent.destroy({ destroyStore: false }, resolve));
}

function torrentOf(infoHash: string): Promise<Torrent> {
  return vi.waitUntil<Torrent | undefined>(() =>
    engine.client.torrents.find((torrent) => torrent.infoHash === infoHash && torrent.ready),
  );
}

/** Off and on again. */
function toggle(swarm: Swarm): void {
  for (const on of [false, true]) {
    swarm.setRoom(on);
    swarm.setAsking(on);
    swarm.setGiving(on);
  }
}

describe('Swarm', () => {
  it('is joined once at a time, in the same tick too', async () => {
    const metadata = await makeMetadata(2);
    const first = join(engine, metadata);
    expect(await codeOf(() => join(engine, metadata))).toBe('swarm/already-here');
    void first.leave();
    await join(engine, metadata).leave();
  });

  it('may be told about room, and what to ask, before it is ready, while it is and after it was left', async () => {
    const metadata = await makeMetadata(2);
    const swarm = join(engine, metadata);
    toggle(swarm);
    await torrentOf(metadata.infoHash);
    toggle(swarm);
    await swarm.leave();
    toggle(swarm);
    expect(swarm.transfer.peers).toBe(0);
  });

  it('tells once that the engine gave up, and can still be read and left', async () => {
    const metadata = await makeMetadata(2);
    const problems: Problem[] = [];
    const swarm = join(engine, metadata, { onFailed: (problem) => problems.push(problem) });
    const torrent = await torrentOf(metadata.infoHash);
    const broken = torrent as unknown as { _destroy(error: Error): void };
    broken._destroy(new Error('out of order'));
    broken._destroy(new Error('again'));
    expect(problems.map(({ code }) => code)).toEqual(['swarm/engine']);
    expect(swarm.transfer).toMatchObject({ peers: 0, seeding: false });
    expect(swarm.obstacle).toBeUndefined();
    swarm.drop(0);
    swarm.setRoom(false);
    await swarm.leave();
    await swarm.leave();
    await join(engine, metadata).leave();
  });
});
