import { beforeEach, describe, expect, it } from 'vitest';
import { ReleasesMemory } from '../../src/shelf/releases-memory.browser';

const [first, second] = ['1'.repeat(40), '2'.repeat(40)];
const leavePage = (): boolean => dispatchEvent(new Event('pagehide'));

beforeEach(() => {
  // Memories of earlier tests write what they still had.
  leavePage();
  localStorage.clear();
});

describe('ReleasesMemory', () => {
  it('knows what was given, at once and after a reload', () => {
    const memory = new ReleasesMemory();
    expect(memory.given(first)).toBe(0);
    memory.addGiven(first, 10);
    memory.addGiven(first, 5);
    expect(memory.given(first)).toBe(15);
    expect(new ReleasesMemory().given(first)).toBe(0);
    leavePage();
    expect(memory.given(first)).toBe(15);
    expect(new ReleasesMemory().given(first)).toBe(15);
  });

  it('adds to what another tab wrote meanwhile', () => {
    const [one, other] = [new ReleasesMemory(), new ReleasesMemory()];
    one.addGiven(first, 10);
    other.addGiven(first, 5);
    other.addGiven(second, 7);
    leavePage();
    const later = new ReleasesMemory();
    expect([later.given(first), later.given(second)]).toEqual([15, 7]);
  });

  it('remembers what is paused', () => {
    const [one, other] = [new ReleasesMemory(), new ReleasesMemory()];
    one.setPaused(first, true);
    other.setPaused(second, true);
    one.setPaused(first, true);
    other.setPaused(second, false);
    const later = new ReleasesMemory();
    expect([later.isPaused(first), later.isPaused(second)]).toEqual([true, false]);
  });
});
