import { describe, expect, it } from 'vitest';
import { OwnerWatch } from '../../src/receive/owner-watch';

/** What is done at each second, when the owner is heard of at those of `heard`. */
function watch(seconds: number, heard: readonly number[] = [], chance = 0): string[] {
  const owner = new OwnerWatch(0, chance);
  const done: string[] = [];
  for (let second = 1; second <= seconds; second++) {
    if (heard.includes(second)) owner.heard(second * 1_000);
    done.push(owner.look(second * 1_000));
    if (done.at(-1) === 'take') break;
  }
  return done;
}

describe('OwnerWatch', () => {
  it('asks nobody who was just heard of', () => {
    const everySecond = Array.from({ length: 60 }, (_, second) => second);
    expect(new Set(watch(59, everySecond))).toEqual(new Set(['wait']));
  });

  it('asks again and again who is not heard of, and takes over after 15 s', () => {
    const done = watch(60);
    expect(done.slice(0, 4)).toEqual(['wait', 'ask', 'wait', 'ask']);
    expect(done).toHaveLength(15);
    expect(done.at(-1)).toBe('take');
  });

  it('is not the first of several everywhere', () => {
    expect(watch(60, [], 1)).toHaveLength(17);
  });

  it('never takes over from who answers, however late its own timers are', () => {
    const answers = Array.from({ length: 20 }, (_, i) => 3 + 14 * i);
    expect(watch(280, answers)).not.toContain('take');
  });

  it('asks first after a computer slept, and gives time to answer', () => {
    const hourMs = 3_600_000;
    const owner = new OwnerWatch(0, 0);
    expect(owner.look(hourMs)).toBe('ask');
    expect(owner.look(hourMs + 1_000)).toBe('wait');
    expect(owner.look(hourMs + 2_000)).toBe('ask');
    expect(owner.look(hourMs + 4_999)).toBe('ask');
    expect(owner.look(hourMs + 5_000)).toBe('take');
  });

  it('asks as often as it may look, where timers run once a minute', () => {
    const owner = new OwnerWatch(0, 0);
    for (let minute = 1; minute < 10; minute++) {
      expect(owner.look(minute * 60_000)).toBe('ask');
      owner.heard(minute * 60_000 + 5);
    }
  });
});
