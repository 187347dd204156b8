import { cpus } from 'node:os';

function totals(): { readonly all: number; readonly idle: number } {
  let all = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { all, idle };
}

/**
 * Returns the function that reads how busy this machine's processors were since, from 0 to 1, with
 * whatever else runs on it. Near 1 they decided the time, not what was measured.
 */
export function watchProcessors(): () => number {
  const before = totals();
  return () => {
    const now = totals();
    return 1 - (now.idle - before.idle) / Math.max(1, now.all - before.all);
  };
}
