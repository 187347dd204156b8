import { expect, it } from 'vitest';
import { removeRelease } from '../../src/shelf/remove-release.browser';

const infoHash = 'a'.repeat(40);

/** `late`: how often a piece comes into storage after it was cleared. */
function fakePorts(late: number) {
  const done: string[] = [];
  let pieces = 3;
  let left = late;
  return {
    done,
    held: () => pieces,
    ports: {
      records: { delete: () => Promise.resolve(void done.push('record')) },
      pieces: () => ({
        clear: () => {
          done.push('pieces');
          pieces = 0;
          return Promise.resolve();
        },
        held: () => {
          if (left-- > 0) pieces = 1;
          return Promise.resolve(Array.from({ length: pieces }, (_, index) => index));
        },
      }),
      releases: { forget: () => void done.push('memory') },
      jobs: { end: () => void done.push('jobs') },
      removals: { tell: () => void done.push('tabs') },
    },
  };
}

it('removes the record before any tab could begin anew', async () => {
  const { done, held, ports } = fakePorts(0);
  await removeRelease(infoHash, ports);
  expect(done).toEqual(['jobs', 'record', 'tabs', 'memory', 'pieces']);
  expect(held()).toBe(0);
});

it('removes pieces that came late', async () => {
  const { done, held, ports } = fakePorts(2);
  await removeRelease(infoHash, ports);
  expect(done.filter((what) => what === 'pieces')).toHaveLength(3);
  expect(held()).toBe(0);
});

it('says that it could not', async () => {
  const { ports } = fakePorts(0);
  const broken = { ...ports, records: { delete: () => Promise.reject(new Error('no')) } };
  await expect(removeRelease(infoHash, broken)).rejects.toThrow('no');
});
