import { describe, expect, it } from 'vitest';
import { Suspicion } from '../../../src/swarm/requests/suspicion';

describe('Suspicion', () => {
  it('blames the only giver at once', () => {
    const suspicion = new Suspicion();
    expect(suspicion.failed(0, { givers: ['a', 'a'], digests: ['1', '2'] })).toBe('a');
    expect([suspicion.isOpen(0), suspicion.casesOf('a')]).toEqual([false, 0]);
  });

  it('blames those who sent other blocks once the piece is known, and nobody else', () => {
    const suspicion = new Suspicion();
    expect(suspicion.failed(0, { givers: ['a', 'b', 'c'], digests: ['1', 'x', '3'] })).toBe(
      undefined,
    );
    expect([suspicion.isOpen(0), suspicion.casesOf('a'), suspicion.casesOf('d')]).toEqual([
      true,
      1,
      0,
    ]);
    expect(suspicion.solved(0, ['1', '2', '3'])).toEqual(['b']);
    expect([suspicion.isOpen(0), suspicion.casesOf('a')]).toEqual([false, 0]);
  });

  it('names each liar once, colluding ones too', () => {
    const suspicion = new Suspicion();
    suspicion.failed(0, { givers: ['a', 'b', 'a'], digests: ['x', 'y', 'z'] });
    suspicion.failed(0, { givers: ['a', 'h', 'h'], digests: ['x', '2', '3'] });
    expect(suspicion.solved(0, ['1', '2', '3'])).toEqual(['a', 'b']);
  });

  it('blames nobody when it is not told what the blocks should have been', () => {
    const suspicion = new Suspicion();
    suspicion.failed(0, { givers: ['a', 'b'], digests: ['1', 'x'] });
    expect(suspicion.solved(0, [])).toEqual([]);
  });

  it('keeps a case open when a lone giver fails again', () => {
    const suspicion = new Suspicion();
    suspicion.failed(0, { givers: ['a', 'b'], digests: ['x', '2'] });
    expect(suspicion.failed(0, { givers: ['a', 'a'], digests: ['x', 'y'] })).toBe('a');
    expect(suspicion.solved(0, ['1', '2'])).toEqual(['a']);
  });

  it('keeps a few pieces of evidence only', () => {
    const suspicion = new Suspicion();
    for (let n = 0; n < 1_000; n++)
      suspicion.failed(0, { givers: [`liar ${n}`, 'b'], digests: ['x', '2'] });
    expect(suspicion.solved(0, ['1', '2'])).toHaveLength(4);
  });

  it('finds nobody for a piece that never failed', () => {
    expect(new Suspicion().solved(3, ['1'])).toEqual([]);
  });
});
