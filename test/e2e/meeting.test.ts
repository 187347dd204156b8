import { afterEach, beforeEach, expect, it } from 'vitest';
import { e2eTimeoutMs } from '../support/browsers';
import { meet, pagesThatMeet } from '../support/meet';
import { World } from '../support/world';

/** `npm run bench -- meeting` does 40. */
const rounds = 8;
/** Left alone, webtorrent needs another announce after a collision: 20 s here, minutes elsewhere. */
const meetWithinMs = 5_000;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

it(
  'two pages that start at the same moment find each other, every time',
  async () => {
    const pages = await pagesThatMeet(world);
    const waits: number[] = [];
    for (let round = 0; round < rounds; round++) waits.push(await meet(pages, meetWithinMs));
    console.log(`found each other after ${waits.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
    expect(waits).toHaveLength(rounds);
  },
  e2eTimeoutMs,
);
