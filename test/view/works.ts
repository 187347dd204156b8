import type { Phase, Work } from '../../src/view/work';

export function work(phase: Phase, more: Partial<Work> = {}): Work {
  return { phase, name: 'ubuntu.iso', percent: undefined, loss: undefined, ...more };
}
