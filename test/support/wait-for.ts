import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;

/**
 * Asks `probe` until it answers with something other than `undefined` or `false`. After `timeoutMs`
 * throws an error that says what was waited for and what `describe` has to say about it.
 */
export async function waitFor<Answer>(
  what: string,
  timeoutMs: number,
  probe: () => Promise<Answer | undefined | false>,
  describe: () => Promise<string> = () => Promise.resolve(''),
): Promise<Answer> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > giveUpAt)
      throw new Error(`Waited ${timeoutMs} ms for ${what}. ${await describe()}`);
    await sleep(pollMs);
  }
}
