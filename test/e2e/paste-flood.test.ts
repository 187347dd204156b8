import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const MiB = 2 ** 20;

function filled(unit: string): string {
  return unit.repeat(Math.ceil(MiB / unit.length)).slice(0, MiB);
}

const lines = Array.from(
  { length: 14_000 },
  (_, i) => `${i.toString(16).padStart(64, '0')}  f${i}`,
);

/** 1 MiB each, and what is said of it: the code of a problem, or nothing when it is a list. */
const floods = [
  { what: 'one list', text: lines.join('\n'), code: undefined },
  { what: 'brackets', text: filled('('), code: 'check/not-a-checksum' },
  { what: 'markup', text: filled('<hash type="sha-256">'), code: 'check/cut-short' },
  { what: 'too much', text: `${filled('a')}a`, code: 'check/too-long' },
] as const;

/** A page that can't do anything for so long is frozen for who uses it. */
const frozenMs = 2_000;

describe.each(browserNames)('1 MiB in the paste box, in %s', (name) => {
  let world: World;
  let page: AppPage;
  beforeAll(async () => {
    world = await World.open();
    page = await (await world.visitor(name)).newPage();
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  it.each(floods)(
    '$what: gets an answer, and the page goes on meanwhile',
    async ({ text, code }) => {
      await page.openCheck();
      await page.page.evaluate(() => {
        let last = performance.now();
        Reflect.set(window, 'longestPauseMs', 0);
        setInterval(() => {
          const now = performance.now();
          const longest = Number(Reflect.get(window, 'longestPauseMs'));
          Reflect.set(window, 'longestPauseMs', Math.max(longest, now - last));
          last = now;
        }, 10);
      });
      await page.pasteChecksum(text);
      if (code !== undefined) await page.waitForProblem(code);
      else
        await waitFor('what was recognised', 10_000, () =>
          page.page.evaluate(() =>
            document.querySelector('evidence-box')?.textContent.includes('a list of 14000 lines'),
          ),
        );
      const pauseMs = await page.page.evaluate(() => Number(Reflect.get(window, 'longestPauseMs')));
      console.log(`${name}: the longest pause was ${pauseMs.toFixed(0)} ms`);
      expect(pauseMs).toBeLessThan(frozenMs);
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});
