import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { browserNames } from '../support/browsers';
import setup from '../support/e2e-setup';
import { World } from '../support/world';
import { median } from './shared/median';

const size = 512 * 2 ** 20;
const rounds = 3;

/** From a chosen file to its share link (piece hashes and SHA-256), against `sha256sum` of the same file. */
export async function bench(): Promise<void> {
  await setup();
  const world = await World.open();
  const file = await world.folder.file('published.bin', size);
  for (const name of browserNames) {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const visitor = await world.visitor(name);
      const page = await visitor.newPage();
      await page.page.goto(`${world.app.url}#/publish`);
      const startedAt = performance.now();
      await page.publish(file.path, 120_000);
      const pageMs = performance.now() - startedAt;
      await world.leave(visitor);
      const peerStartedAt = performance.now();
      execFileSync('sha256sum', [file.path]);
      const peerMs = performance.now() - peerStartedAt;
      ratios.push(peerMs / pageMs);
      console.log(
        `${name}: page ${pageMs.toFixed(0)} ms, sha256sum ${peerMs.toFixed(0)} ms, ` +
          `speed of sha256sum × ${(peerMs / pageMs).toFixed(2)}`,
      );
    }
    console.log(`${name}: median of ${rounds}: sha256sum × ${median(ratios).toFixed(2)}`);
  }
  await world.close();
}
