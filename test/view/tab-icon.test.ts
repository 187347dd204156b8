import { describe, expect, it } from 'vitest';
import { tabIcon } from '../../src/view/tab-icon';
import { work } from './works';

/** The drawing in a data URL. */
function drawing(icon: string | undefined): string {
  expect(icon).toMatch(/^data:image\/svg\+xml,[\w%.~!*'()-]+$/);
  return decodeURIComponent(icon?.slice(icon.indexOf(',') + 1) ?? '');
}

describe('tabIcon', () => {
  it('is the site’s own while there is nothing to tell', () => {
    expect(tabIcon(undefined)).toBeUndefined();
    expect(tabIcon(work('idle'))).toBeUndefined();
    expect(tabIcon(work('giving'))).toBeUndefined();
  });

  it.each([
    [undefined, 0],
    [0, 0],
    [4, 0],
    [5, 5],
    [42, 40],
    [99, 95],
    [100, 100],
  ])('at %s % the ring is filled to %s', (percent, filled) => {
    const ring = drawing(tabIcon(work('receiving', { percent })));
    expect(ring).toContain(`stroke-dasharray="${filled} 100"`);
  });

  it('has few pictures, however long it takes', () => {
    const all = Array.from({ length: 101 }, (_, percent) => tabIcon(work('saving', { percent })));
    expect(new Set(all).size).toBe(21);
  });

  it('has a shape of its own for each meaning', () => {
    const phases = ['receiving', 'paused', 'matches', 'weak', 'differs'] as const;
    const shapes = phases.map((phase) => drawing(tabIcon(work(phase))).replace(/fill="#\w+"/, ''));
    expect(new Set(shapes).size).toBe(phases.length);
  });

  it('gives a tick to nothing but a match', () => {
    const tick = tabIcon(work('matches'));
    const others = ['weak', 'differs', 'could-not-check', 'nothing-to-check', 'checked'] as const;
    for (const phase of others) expect(tabIcon(work(phase))).not.toBe(tick);
  });
});
