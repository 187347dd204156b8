import type { Scenario } from './scenario';

/**
 * The least possible time in seconds, (Kumar and Ross, "Peer-assisted
 * file distribution: the minimum distribution time", 2006). Those who come take the place of those who
 * leave: it is computed from who is there at the start.
 */
export function leastTime({ length, publisherUpload, receivers }: Scenario): number {
  const atFirst = receivers.filter(({ joinsMs = 0 }) => joinsMs === 0);
  const uploads = atFirst.reduce((sum, { upload }) => sum + upload, publisherUpload);
  const slowest = Math.min(...atFirst.map(({ download = Infinity }) => download));
  return Math.max(length / publisherUpload, length / slowest, (atFirst.length * length) / uploads);
}
