import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { type Visitor, World } from '../support/world';

describe.each(browserNames)('in %s', (name) => {
  let world: World;
  let visitor: Visitor;

  beforeAll(async () => {
    world = await World.open();
    visitor = await world.visitor(name);
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  it.each([
    ['home', '', 'home'],
    ['publish', '#/publish', 'publish'],
    ['a damaged link', '#magnet:?xt=urn:btih:xyz', 'receive'],
  ])('%s loads without a violation or an error', async (_, fragment, route) => {
    const page = await visitor.newPage();
    await page.page.goto(world.app.url + fragment);
    await waitFor('the route', 10_000, async () => {
      return (await page.read('app'))?.attributes['data-route'] === route;
    });
    page.assertClean();
  });

  it('the policy forbids scripts in markup, and the watch sees it', async () => {
    const page = await visitor.newPage();
    await page.page.goto(world.app.url);
    await page.page.evaluate(() => {
      try {
        document.body.setAttribute('onclick', 'document.title = "run"');
      } catch {
        // Trusted Types refuse already; where they are missing, the next policy does.
      }
      document.body.click();
    });
    await waitFor('the violation', 5_000, () => Promise.resolve(page.watch.problems.length > 0));
    expect(await page.page.title()).not.toBe('run');
    expect(() => page.assertClean()).toThrow('CSP violation');
    page.watch.forgive();
  });

  it('a name is text, whatever is in it', async () => {
    const name = '<img src=x onerror="document.title=1"> ‮gpj.exe';
    const link = await makeLink({ name, bytes: new Uint8Array(10) }, world.app.url);
    const page = await visitor.newPage();
    await page.openLink(link);
    await page.waitForStage('choosing');
    expect(await page.page.$$('main img')).toHaveLength(0);
    page.assertClean();
  });

  it('refuses to run inside another page', async () => {
    const page = await visitor.newPage();
    await page.page.setContent(`<iframe src="${world.app.url}#/publish"></iframe>`);
    const problem = await waitFor('the framed page', 10_000, async () => {
      const element = await page.page.frames()[1]?.$('[data-testid="problem"]');
      return element?.evaluate((shown) => shown.getAttribute('data-code'));
    });
    expect(problem).toBe('page/framed');
    expect(await page.page.frames()[1]?.$('[data-testid="publish-input"]')).toBeNull();
  });
});
