import { afterEach, beforeEach, expect, it } from 'vitest';
import { visit, type VisitRates } from '../faults/hidden-visit';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { World } from '../support/world';

const size = 16 * 2 ** 20 + 1;
/** What hangs on timers that run once a second has a hundredth. */
const leastRatio = 0.4;
/** A busy machine may slow any one visit down, but not every hidden one. */
const mostRounds = 3;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

it.each(browserNames)(
  'a hidden page in %s receives, checks and passes on as a visible one does',
  async (name) => {
    const visitor = await world.visitor(name, { throttleHidden: true });
    const { browser: others } = await world.visitor('chromium');
    const best = { receiving: 0, giving: 0 };
    for (let round = 0; round < mostRounds && !isEnough(best); round++) {
      const [visible, hidden] = [
        await visit(world, visitor, others, { name: `${round} visible.bin`, size, hidden: false }),
        await visit(world, visitor, others, { name: `${round} hidden.bin`, size, hidden: true }),
      ];
      best.receiving = Math.max(best.receiving, hidden.receiving / visible.receiving);
      best.giving = Math.max(best.giving, hidden.giving / visible.giving);
    }
    expect(best.receiving).toBeGreaterThan(leastRatio);
    expect(best.giving).toBeGreaterThan(leastRatio);
  },
  e2eTimeoutMs,
);

function isEnough({ receiving, giving }: VisitRates): boolean {
  return receiving > leastRatio && giving > leastRatio;
}
