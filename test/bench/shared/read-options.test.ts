import { describe, expect, it } from 'vitest';
import { readOptions } from './read-options';

const spec = {
  names: ['n6', 'größe', 'n12'],
  kinds: ['ours', 'plain'],
  counts: { rounds: 3, minutes: 0 },
} as const;
const usage = 'Usage: crowd [n6|größe|n12]… [--rounds N] [--minutes N] [--only ours,plain]';

describe('readOptions', () => {
  it.each<[words: string, names: string, kinds: string, rounds: number, minutes: number]>([
    ['', 'n6 größe n12', 'ours plain', 3, 0],
    ['n6', 'n6', 'ours plain', 3, 0],
    ['n12 größe', 'größe n12', 'ours plain', 3, 0],
    ['n6 n6', 'n6', 'ours plain', 3, 0],
    ['--only plain', 'n6 größe n12', 'plain', 3, 0],
    ['--only=plain,ours n6', 'n6', 'ours plain', 3, 0],
    ['--rounds 1 n6', 'n6', 'ours plain', 1, 0],
    ['--minutes 0.5', 'n6 größe n12', 'ours plain', 3, 0.5],
    ['--minutes 0', 'n6 größe n12', 'ours plain', 3, 0],
  ])('%j', (words, names, kinds, rounds, minutes) => {
    const args = words.split(' ').filter((word) => word !== '');
    const told = readOptions('crowd', args, spec);
    expect(told.names.join(' ')).toBe(names);
    expect(told.kinds.join(' ')).toBe(kinds);
    expect(told.counts).toEqual({ rounds, minutes });
  });

  it.each([
    [['n7']],
    [['']],
    [['größe'.repeat(1_000)]],
    [['--only', 'theirs']],
    [['--only', 'ours,']],
    [['--only=']],
    [['--only']],
    [['--rounds', '0']],
    [['--rounds=-1']],
    [['--rounds', 'many']],
    [['--rounds', 'Infinity']],
    [['--minutes=']],
    [['--minutes', 'NaN']],
    [['--mib', '1']],
  ])('does not understand %j', (args) => {
    expect(() => readOptions('crowd', args, spec)).toThrow(new Error(usage));
  });

  it('knows no choice of kinds where there are none', () => {
    const { names, counts } = { names: ['firefox'], counts: { rounds: 3 } };
    expect(readOptions('publish', [], { names, counts })).toEqual({ names, counts, kinds: [] });
    expect(() => readOptions('publish', ['--only', ''], { names, counts })).toThrow(
      new Error('Usage: publish [firefox]… [--rounds N]'),
    );
  });
});
