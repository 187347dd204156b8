import { setTimeout as sleep } from 'node:timers/promises';
import { visit, type VisitRates } from '../faults/hidden-visit';
import { browserNames } from '../support/browsers';
import setup from '../support/e2e-setup';
import type { BrowserName } from '../support/launch-browser';
import { World } from '../support/world';
import { median } from './shared/median';
import { type BenchOptions, readOptions } from './shared/read-options';

const MiB = 2 ** 20;
/** Of the file, at most, that arrives while the page is only kept hidden. */
const shareBefore = 1 / 4;
const asked = 0.8;

/** `minutes`: how long the page is hidden before it is measured; `mib`: the file's size. */
const usual = { rounds: 3, minutes: 0, mib: 96 };
type Counts = BenchOptions<BrowserName, never, keyof typeof usual>['counts'];

async function oneVisit(
  world: World,
  name: BrowserName,
  round: number,
  look: 'visible' | 'hidden',
  { minutes, mib }: Counts,
): Promise<VisitRates> {
  const size = mib * MiB;
  const visitor = await world.visitor(name, { throttleHidden: true });
  const others = await world.visitor('chromium');
  const waits = look === 'hidden' && minutes > 0;
  const waitMs = minutes * 60_000;
  const rates = await visit(world, visitor, others.browser, {
    name: `${name} ${look} ${round}.bin`,
    size,
    hidden: look === 'hidden',
    ...(waits && {
      uploadLimit: Math.ceil((size * shareBefore) / (waitMs / 1000)),
      meanwhile: async (seeder) => {
        await sleep(waitMs);
        await seeder.throttleUpload(-1);
      },
    }),
  });
  await world.leave(visitor);
  await world.leave(others);
  const { receiving, giving } = rates;
  console.log(
    `${name}, ${look}: receives ${(receiving / MiB).toFixed(1)} MiB/s, gives ${(giving / MiB).toFixed(1)} MiB/s`,
  );
  return rates;
}

function report(name: BrowserName, visible: VisitRates[], hidden: VisitRates[]): void {
  for (const what of ['receiving', 'giving'] as const) {
    const of = (list: VisitRates[]) => median(list.map((rates) => rates[what]));
    const ratio = of(hidden) / of(visible);
    console.log(
      `${name}, ${what}: hidden ÷ visible ${ratio.toFixed(2)} (medians of ${hidden.length}), ` +
        `${ratio >= asked ? 'as' : 'NOT as'} asked (${asked})`,
    );
  }
}

/**
 * A page receives from a stock peer and gives to one, visible and hidden behind another page, in
 * turns; browsers slow the hidden one down as they please. `--minutes 15` keeps it hidden for so long
 * before it is measured, receiving slowly.
 */
export async function bench(args: readonly string[] = []): Promise<void> {
  const { names, counts } = readOptions('hidden', args, { names: browserNames, counts: usual });
  await setup();
  const world = await World.open();
  for (const name of names) {
    const visible: VisitRates[] = [];
    const hidden: VisitRates[] = [];
    for (let round = 0; round < counts.rounds; round++) {
      visible.push(await oneVisit(world, name, round, 'visible', counts));
      hidden.push(await oneVisit(world, name, round, 'hidden', counts));
    }
    report(name, visible, hidden);
  }
  await world.close();
}
