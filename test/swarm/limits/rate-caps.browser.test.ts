import { expect, it } from 'vitest';
import { defaultLimits, type KeptLimits, type Limits } from '../../../src/base/limits';
import { Observable } from '../../../src/base/observable';
import { engineLoader } from '../../../src/swarm/engine.browser';
import { RateCaps } from '../../../src/swarm/limits/rate-caps.browser';

class Settings extends Observable<KeptLimits> {
  change(limits: Partial<Limits>): void {
    this.set({ limits: { ...this.state.limits, ...limits }, kept: true });
  }
}

/** The stream that every connection's bytes pass (streamx). */
interface Throttle {
  write(chunk: Uint8Array): void;
  on(event: 'data', listener: (chunk: Uint8Array) => void): void;
  on(event: 'error', listener: (error: unknown) => void): void;
  destroy(): void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('a cap that changes in the middle of a chunk costs no byte and no connection', async () => {
  const settings = new Settings({
    limits: { ...defaultLimits, uploadRate: 1_000_000 },
    kept: true,
  });
  const { client } = await engineLoader([], new RateCaps(settings))();
  const group = client.throttleGroups.up as unknown as { throttle(): Throttle };
  const throttle = group.throttle();
  const errors: unknown[] = [];
  let passed = 0;
  throttle.on('data', (chunk) => (passed += chunk.length));
  throttle.on('error', (error) => errors.push(error));
  throttle.write(new Uint8Array(1_000_000));
  for (const uploadRate of [20_000, 30_000, 10_000_000]) {
    await pause(150);
    settings.change({ uploadRate });
  }
  await expect.poll(() => passed, { timeout: 5_000 }).toBe(1_000_000);
  expect(errors).toEqual([]);
  throttle.destroy();
  client.destroy();
});
