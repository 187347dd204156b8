/**
 * Runs in a page of the app. Resolves with ms since 1970 when `percent` of the file is here; at 100
 * when it is all stored and hashed. Looks by itself: a question from outside each time would cost
 * more than the answer.
 */
export function watchReceive(percent: number): Promise<number> {
  const attribute = (testId: string, name: string): string | undefined =>
    document.querySelector(`[data-testid="${testId}"]`)?.getAttribute(name) ?? undefined;
  const stages = new Set(['checking', 'ready', 'saving', 'saved']);
  if (percent === 100) stages.delete('checking');
  return new Promise((done, failed) => {
    const timer = setInterval(() => {
      const stage = attribute('receive', 'data-stage') ?? '';
      const here = Number(attribute('progress', 'aria-valuenow') ?? 0);
      const problem = attribute('problem', 'data-code') ?? 'no problem shown';
      if (stage !== 'failed' && !stages.has(stage) && (percent === 100 || here < percent)) return;
      clearInterval(timer);
      if (stage === 'failed') failed(new Error(`The app failed: ${problem}`));
      else done(performance.timeOrigin + performance.now());
    }, 20);
  });
}
