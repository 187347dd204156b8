import { choosePieceLength } from '../../src/release/piece-length';
import setup from '../support/e2e-setup';
import { World } from '../support/world';
import { AppCrowd } from './crowd-parts/app-crowd';
import type { Crowd, CrowdFile } from './crowd-parts/crowd';
import { type CrowdResult, runCrowd } from './crowd-parts/run-crowd';
import { leastSeconds, type Scenario, scenarios } from './crowd-parts/scenarios';
import { StockCrowd } from './crowd-parts/stock-crowd';
import { median } from './shared/median';
import { type BenchOptions, readOptions } from './shared/read-options';

const kinds = ['ours', 'plain', 'rarest'] as const;
type Kind = (typeof kinds)[number];

/** `piece`: bytes of a stock page's pieces; 0: as our app chooses. */
const usual = { rounds: 3, piece: 0 };
type Options = BenchOptions<string, Kind, keyof typeof usual>;

/** How many times the least possible time a crowd may take before it is given up. */
const patience = 10;
/** The same where the publisher leaves: who lacks a piece that nobody has will never finish. */
const patienceWithoutPublisher = 5;
/** Where there is no least time. */
const patienceMs = 180_000;

function openCrowd(kind: Kind, scenario: Scenario, world: World): Promise<Crowd> {
  const { url } = world.app;
  if (kind === 'ours') return AppCrowd.open(url);
  const trackers = [`${url.replace(/^http/, 'ws')}announce`];
  const strategy = kind === 'rarest' ? ({ strategy: 'rarest' } as const) : {};
  // With caps the store is not what holds anybody up; without them it is part of the comparison.
  const store = scenario.capBy === 'nothing' ? 'default' : 'memory';
  return StockCrowd.open({ ...strategy, store }, trackers);
}

/** Milliseconds. */
function patienceFor(scenario: Scenario): number {
  const least = leastSeconds(scenario);
  if (least === 0) return patienceMs;
  const times = scenario.publisherLeavesAfter === undefined ? patience : patienceWithoutPublisher;
  return 1000 * times * least;
}

async function run(kind: Kind, scenario: Scenario, world: World, file: CrowdFile) {
  const crowd = await openCrowd(kind, scenario, world);
  try {
    return await runCrowd(crowd, scenario, file, patienceFor(scenario));
  } finally {
    await crowd.close();
  }
}

const fixed = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : 'unfinished');

const startUp = (seconds: number) =>
  Number.isFinite(seconds) ? `first byte after ${seconds.toFixed(2)} s` : 'no byte arrived';

function print(kind: Kind, { name, size }: Scenario, least: number, result: CrowdResult): void {
  const { seconds, finished, expected, copies, firstByteSeconds, busy, complaints } = result;
  const ratio =
    least === 0
      ? `${fixed(size / 2 ** 20 / seconds)} MiB/s`
      : `${fixed(seconds / least)} × the least ${least.toFixed(1)} s`;
  console.log(
    `${name} ${kind}: ${fixed(seconds)} s = ${ratio}, ${copies.toFixed(2)} copies from the ` +
      `publisher, ${finished} of ${expected} finished, processors ${(100 * busy).toFixed(0)} % ` +
      `busy, ${startUp(firstByteSeconds)}`,
  );
  for (const line of [...new Set(complaints)].slice(0, 3)) console.log(`  ${line}`);
}

/** The medians of one scenario; where nothing is capped, plain webtorrent is the measure, if it took part. */
function summarise(scenario: Scenario, results: ReadonlyMap<Kind, readonly CrowdResult[]>): void {
  const times = (kind: Kind) => median((results.get(kind) ?? []).map(({ seconds }) => seconds));
  const least = leastSeconds(scenario);
  for (const [kind, runs] of results) {
    const ratio =
      least === 0
        ? `${fixed(times(kind) / times('plain'))} × the time of plain`
        : `${fixed(times(kind) / least)} × the least time`;
    const copies = median(runs.map((result) => result.copies));
    const firstByte = median(runs.map(({ firstByteSeconds }) => firstByteSeconds));
    console.log(
      `== ${scenario.name} ${kind}, median of ${runs.length}: ${ratio}, ${fixed(copies)} copies, ` +
        startUp(firstByte),
    );
  }
}

async function measure(
  scenario: Scenario,
  world: World,
  { kinds: wanted, counts }: Options,
): Promise<void> {
  const { size } = scenario;
  const made = await world.folder.file(`${scenario.name}.bin`, size);
  const pieceLength = counts.piece || choosePieceLength(size);
  const file = { name: made.name, path: made.path, size, pieceLength };
  const results = new Map<Kind, CrowdResult[]>(wanted.map((kind) => [kind, []]));
  for (let round = 0; round < counts.rounds; round++)
    for (const [kind, runs] of results) {
      const result = await run(kind, scenario, world, file);
      print(kind, scenario, leastSeconds(scenario), result);
      runs.push(result);
    }
  summarise(scenario, results);
}

/**
 * One publisher and a crowd that starts at once: the built app, plain webtorrent and plain webtorrent
 * with `rarest`, taking turns.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions('crowd', args, {
    names: scenarios.map(({ name }) => name),
    kinds,
    counts: usual,
  });
  await setup();
  const world = await World.open();
  for (const scenario of scenarios)
    if (options.names.includes(scenario.name)) await measure(scenario, world, options);
  await world.close();
}
