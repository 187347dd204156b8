import { describe, expect, it } from 'vitest';
import { ScreenLock } from '../../src/shelf/screen-lock.browser';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

class FakeLock extends EventTarget {
  released = false;
  release(): Promise<void> {
    if (!this.released) {
      this.released = true;
      this.dispatchEvent(new Event('release'));
    }
    return Promise.resolve();
  }
}

class FakePage extends EventTarget {
  hidden = false;
  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function device() {
  const locks: FakeLock[] = [];
  const page = new FakePage();
  const browser = { refuses: false };
  const wakeLock = {
    async request(): Promise<FakeLock> {
      await Promise.resolve();
      if (browser.refuses || page.hidden) throw new DOMException('', 'NotAllowedError');
      const lock = new FakeLock();
      locks.push(lock);
      return lock;
    },
  };
  const screen = new ScreenLock({ wakeLock }, page);
  /** Locks that keep the screen on now. */
  const held = (): number => locks.filter(({ released }) => !released).length;
  /** Out of view, where the browser lets go of every lock. */
  const hide = (): void => {
    page.turn(true);
    for (const lock of locks) void lock.release();
  };
  return { screen, browser, page, locks, held, hide };
}

describe('ScreenLock', () => {
  it('is off until it is asked for, and off again afterwards', async () => {
    const { screen, held } = device();
    await settled();
    expect([screen.state, held()]).toEqual(['off', 0]);
    screen.keepOn(true);
    screen.keepOn(true);
    await settled();
    expect([screen.state, held()]).toEqual(['on', 1]);
    screen.keepOn(false);
    await settled();
    expect([screen.state, held()]).toEqual(['off', 0]);
  });

  it('comes back with the page', async () => {
    const { screen, page, held, hide } = device();
    screen.keepOn(true);
    await settled();
    hide();
    await settled();
    expect([screen.state, held()]).toEqual(['on', 0]);
    page.turn(false);
    await settled();
    expect([screen.state, held()]).toEqual(['on', 1]);
  });

  it('does not come back when it was taken back meanwhile', async () => {
    const { screen, page, held, hide } = device();
    screen.keepOn(true);
    await settled();
    hide();
    screen.keepOn(false);
    page.turn(false);
    await settled();
    expect([screen.state, held()]).toEqual(['off', 0]);
  });

  it('says when it is refused, and tries again when asked again', async () => {
    const { screen, browser, held } = device();
    browser.refuses = true;
    screen.keepOn(true);
    await settled();
    expect(screen.state).toBe('refused');
    browser.refuses = false;
    screen.keepOn(true);
    await settled();
    expect([screen.state, held()]).toEqual(['on', 1]);
  });

  it('says when the browser lets the screen go off while the page is in view', async () => {
    const { screen, locks } = device();
    screen.keepOn(true);
    await settled();
    await locks[0]?.release();
    expect(screen.state).toBe('refused');
  });

  it('leaves no lock behind, however fast minds change', async () => {
    const { screen, held } = device();
    screen.keepOn(true);
    screen.keepOn(false);
    screen.keepOn(true);
    await settled();
    expect([screen.state, held()]).toEqual(['on', 1]);
    screen.keepOn(false);
    screen.keepOn(true);
    screen.keepOn(false);
    await settled();
    expect([screen.state, held()]).toEqual(['off', 0]);
  });

  it('stays out of the way where the browser lacks it', () => {
    const screen = new ScreenLock({}, new FakePage());
    screen.keepOn(true);
    expect(screen.state).toBe('unsupported');
  });
});
