import setup from '../support/e2e-setup';
import { meet, pagesThatMeet } from '../support/meet';
import { World } from '../support/world';
import { median } from './shared/median';

const rounds = 40;
const wantedMs = 5_000;
/** Later is a failure all the same; this only tells late from never. */
const longestMs = 30_000;

/** Two pages that start at the same moment, again and again: how many pairs find each other in 5 s. */
export async function bench(): Promise<void> {
  await setup();
  const world = await World.open();
  try {
    const pages = await pagesThatMeet(world);
    const waits: number[] = [];
    for (let round = 0; round < rounds; round++) {
      waits.push(await meet(pages, longestMs).catch(() => Infinity));
    }
    const inTime = waits.filter((ms) => ms <= wantedMs).length;
    console.log(`${inTime} of ${rounds} within ${wantedMs / 1_000} s`);
    console.log(
      `median ${median(waits).toFixed(0)} ms, slowest ${Math.max(...waits).toFixed(0)} ms`,
    );
  } finally {
    await world.close();
  }
}
