import { beforeEach, describe, expect, it } from 'vitest';
import { defaultLimits, formatLimits } from '../../src/base/limits';
import { LimitsMemory } from '../../src/shelf/limits-memory.browser';
import { StoredText } from '../../src/shelf/stored-text.browser';

const key = 'samesum.limits';
beforeEach(() => localStorage.removeItem(key));

/** What another tab of the site does: it writes, and this one hears of it. */
function writeInOtherTab(text: string): void {
  localStorage.setItem(key, text);
  dispatchEvent(new StorageEvent('storage', { key, newValue: text }));
}

describe('LimitsMemory', () => {
  it('keeps what was set for the next visit', () => {
    const limits = { ...defaultLimits, uploadRate: 50_000 };
    new LimitsMemory().change(limits);
    expect(new LimitsMemory().state).toEqual({ limits, kept: true });
  });

  it.each(['', '{', '総和', '[]'])('starts with the defaults where %j is stored', (text) => {
    localStorage.setItem(key, text);
    expect(new LimitsMemory().state).toEqual({ limits: defaultLimits, kept: true });
  });

  it('follows other tabs, also when they clear all storage', () => {
    const memory = new LimitsMemory();
    const limits = { ...defaultLimits, mostPeers: 3 };
    writeInOtherTab(formatLimits(limits));
    expect(memory.state.limits).toEqual(limits);
    localStorage.removeItem(key);
    dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(memory.state.limits).toEqual(defaultLimits);
  });

  it('holds for the visit where storage is refused, and knows it', () => {
    const memory = new LimitsMemory(
      new StoredText(key, () => {
        throw new DOMException('refused', 'SecurityError');
      }),
    );
    expect(memory.state).toEqual({ limits: defaultLimits, kept: false });
    const limits = { ...defaultLimits, stopAtRatio: 1 };
    memory.change(limits);
    expect(memory.state).toEqual({ limits, kept: false });
  });
});
