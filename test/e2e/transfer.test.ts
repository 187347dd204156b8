import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { e2eTimeoutMs } from '../support/browsers';
import { hashOf } from '../support/make-file';
import { type Visitor, World } from '../support/world';

describe.each([
  ['chromium', 'chromium'],
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('from %s to %s', (from, to) => {
  let world: World;
  let publisher: Visitor;
  let receiver: Visitor;

  beforeAll(async () => {
    world = await World.open();
    publisher = await world.visitor(from);
    receiver = await world.visitor(to);
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  it.each([
    ['no multiple of the piece length', 'Übung 100% – 1.bin', 1_000_003],
    ['one byte', 'one byte', 1],
    ['exactly one piece', 'one-piece.bin', 65_536],
  ])(
    '%s',
    async (_, name, size) => {
      const file = await world.folder.file(name, size);
      const publish = await publisher.newPage();
      const link = await publish.publish(file.path);
      expect((await publish.read('publish-sha256'))?.text).toBe(file.hash('sha256'));

      const receive = await receiver.newPage();
      await receive.openLink(link);
      await receive.waitForStage('choosing');
      expect(await receive.peerConnections()).toBe(0);
      await receive.join();
      await receive.waitForStage('ready', 60_000);
      expect(await receive.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      const saved = await receive.save(size);
      await receive.waitForStage('saved');

      expect(hashOf('sha256', await readFile(saved))).toBe(file.hash('sha256'));
      publish.assertClean();
      receive.assertClean();
    },
    e2eTimeoutMs,
  );

  it('an empty file gets a clear word', async () => {
    const file = await world.folder.file('empty.bin', 0);
    const publish = await publisher.newPage();
    await publish.chooseFile(file.path);
    await publish.waitForProblem('publish/empty-file');
    expect(await publish.read('share-link')).toBeUndefined();
    publish.assertClean();
  });
});
