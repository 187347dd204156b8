import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrowdPage, type Seed, type SeedHandle } from '../faults/crowd-page';
import { faultyMirror, type MirrorFault, mirrorFaults, wasProvoked } from '../faults/mirror-faults';
import { stopsAsking } from '../faults/stops-asking';
import { type Download, Victim } from '../faults/victim';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import type { MadeFile } from '../support/make-file';
import { makeLink, torrentOf } from '../support/make-link';
import type { Mirror } from '../support/mirror-server';
import { type Visitor, World } from '../support/world';

const pieceLength = 65_536;
const size = 16 * pieceLength + 1;
/** Bytes per second: leaves those beside it some time to lie. */
const slowRate = 2 ** 20;
/** Of those, the ones that are left alone at first: one of each kind that gives bytes, or none. */
const lonely = ['wrong bytes', 'one flipped bit', 'long', '200 HTML'];

let world: World;
/** One browser for everybody else. */
let others: Visitor;
let crowd: CrowdPage;
/** Where the crowd gets what it has. */
let source: Mirror;
const sourceFiles: Record<string, Uint8Array> = {};

beforeAll(async () => {
  world = await World.open();
  others = await world.visitor('chromium');
  crowd = await CrowdPage.open(others.browser);
  source = await world.mirror(sourceFiles);
}, e2eTimeoutMs);
afterAll(async () => {
  await crowd.close();
  await world.close();
});

const tracker = () => `ws://localhost:${world.app.port}/announce`;

/** A file that no other case has, so that nobody else can help. */
async function newFile(name: string, bytes = size): Promise<MadeFile> {
  const file = await world.folder.file(`${name}.bin`, bytes);
  sourceFiles[file.name] = file.bytes;
  return file;
}

/** Adds a peer to the crowd of `file`: a liar when it flips blocks. */
async function seed(
  file: MadeFile,
  peer: string,
  how: Pick<Seed, 'flipOneIn' | 'uploadLimit'> = {},
): Promise<SeedHandle> {
  const torrent = await torrentOf(file);
  return crowd.seed({ peer, url: source.url(file.name), torrent, tracker: tracker(), ...how });
}

function linkTo(file: MadeFile, mirrors: readonly Mirror[] = []): Promise<string> {
  return makeLink(file, world.app.url, {
    trackers: [tracker()],
    mirrors: mirrors.map((mirror) => mirror.url(file.name)),
  });
}

/** Opens a page for `file` and waits until it has everything; it wasted no more than `liars` may cost. */
async function arrives(
  visitor: Visitor,
  file: MadeFile,
  mirrors: readonly Mirror[],
  { liars, how = 'join' }: { liars: number; how?: Download['how'] },
  meanwhile: (victim: Victim) => Promise<void> = () => Promise.resolve(),
  afterwards: (victim: Victim) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const download = { file, link: await linkTo(file, mirrors), how };
  await Victim.suffer(world, visitor, download, async (victim) => {
    await meanwhile(victim);
    await victim.assertArrives(liars, pieceLength);
    await afterwards(victim);
  });
}

/** The page says of a mirror what it did, and of an honest one nothing. */
async function assertNamed(victim: Victim, mirror: Mirror, file: MadeFile, fault: MirrorFault) {
  const row = (await victim.mirrors()).find(({ url }) => url === mirror.url(file.name));
  expect(row).toBeDefined();
  const isKnown = fault.named.length > 0 && wasProvoked(mirror, fault, file.bytes.length);
  if (isKnown) expect(fault.named).toContain(row?.code);
  else expect(row?.code).toBeUndefined();
  if (isKnown && row?.code === 'swarm/mirror-wrong-bytes')
    expect(await victim.wastedBytes()).toBeGreaterThanOrEqual(pieceLength);
}

describe.each(browserNames)('in %s', (name) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await world.visitor(name);
  }, e2eTimeoutMs);
  afterAll(() => world.leave(visitor));

  // Those that wait for the page to lose its patience come first: others use that time.
  it.concurrent(
    'a corrupt peer alone, then an honest one joins',
    async () => {
      const file = await newFile(`${name} corrupt peer`);
      const liar = await seed(file, 'liar', { flipOneIn: 1 });
      const alone = async (victim: Victim): Promise<void> => {
        await victim.waitForFaultyPeers([{ dropped: true }]);
        await victim.waitForWords('swarm/only-wrong-bytes');
        await stopsAsking(() => liar.uploadedBytes(), size);
        await victim.assertNothingOffered();
        await seed(file, 'honest');
      };
      await arrives(visitor, file, [], { liars: 1 }, alone);
    },
    e2eTimeoutMs,
  );

  it.concurrent.each(mirrorFaults.filter((fault) => lonely.includes(fault.name)))(
    'a mirror ($name) alone, then an honest peer joins',
    async (fault) => {
      const file = await newFile(`${name} ${fault.name}, alone`);
      const mirror = await faultyMirror(world, file, fault);
      const alone = async (victim: Victim): Promise<void> => {
        const isWrong = fault.named.includes('swarm/mirror-wrong-bytes');
        await victim.waitForWords(isWrong ? 'swarm/only-wrong-bytes' : undefined);
        await assertNamed(victim, mirror, file, fault);
        await stopsAsking(() => Promise.resolve(mirror.bytesSent), size);
        await victim.assertNothingOffered();
        await seed(file, 'honest');
      };
      await arrives(visitor, file, [mirror], { liars: 1 }, alone);
    },
    e2eTimeoutMs,
  );

  it.concurrent(
    'two colluding liars among four honest peers',
    async () => {
      const file = await newFile(`${name} colluding`, 2 * size);
      for (const peer of ['liar', 'another liar']) await seed(file, peer, { flipOneIn: 4 });
      for (const peer of ['first', 'second', 'third', 'fourth'])
        await seed(file, peer, { uploadLimit: slowRate / 4 });
      const named = async (victim: Victim): Promise<void> => {
        const count = (await victim.faultyPeers()).length;
        // With five offers, at least one of the two was met; no honest one may be named.
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(2);
      };
      await arrives(visitor, file, [], { liars: 2 }, undefined, named);
    },
    e2eTimeoutMs,
  );

  it.concurrent(
    'a peer that flips one block in 1,000 alone, then an honest one joins',
    async () => {
      const file = await newFile(`${name} one in 1000`, 17 * 2 ** 20);
      await seed(file, 'liar', { flipOneIn: 1_000 });
      const alone = async (victim: Victim): Promise<void> => {
        // One of its two wrong blocks, or both: with the second it is dropped.
        await victim.waitForAnyFaultyPeer();
        await victim.assertNothingOffered();
        await seed(file, 'honest');
      };
      await arrives(visitor, file, [], { liars: 1 }, alone);
    },
    e2eTimeoutMs,
  );

  it.concurrent.each(mirrorFaults)(
    'a mirror ($name) beside an honest peer',
    async (fault) => {
      const file = await newFile(`${name} ${fault.name}, peer`);
      const mirror = await faultyMirror(world, file, fault);
      await seed(file, 'honest', { uploadLimit: slowRate });
      const named = (victim: Victim) => assertNamed(victim, mirror, file, fault);
      await arrives(visitor, file, [mirror], { liars: 1 }, undefined, named);
    },
    e2eTimeoutMs,
  );

  it.concurrent.each(mirrorFaults)(
    'a mirror ($name) beside an honest mirror',
    async (fault) => {
      const file = await newFile(`${name} ${fault.name}, mirror`);
      const liar = await faultyMirror(world, file, fault);
      const honest = await world.mirror({ [file.name]: file.bytes });
      honest.mode = { throttle: slowRate };
      const named = (victim: Victim) => assertNamed(victim, liar, file, fault);
      const how = { liars: 1, how: 'mirrors-only' } as const;
      await arrives(visitor, file, [liar, honest], how, undefined, named);
      expect(liar.requests.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
      if (fault.isAllWaste)
        expect(liar.bytesSent).toBeLessThanOrEqual(0.05 * size + 2 * pieceLength);
    },
    e2eTimeoutMs,
  );
});
