import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Observable } from '../../src/base/observable';
import { Observe } from '../../src/view/observe';

class Counter extends Observable<number> {
  put(count: number): void {
    this.set(count);
  }
}

/** Stands in for an element: counts the updates asked for. */
function fakeHost(): ReactiveControllerHost & { updates: number } {
  return {
    updates: 0,
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate() {
      this.updates++;
    },
    updateComplete: Promise.resolve(true),
  };
}

/** Frames come only when `nextFrame` is called, as in a tab that may be hidden. */
let frames = new Map<number, () => void>();
function nextFrame(): void {
  const due = [...frames.values()];
  frames.clear();
  for (const run of due) run();
}

beforeEach(() => {
  vi.useFakeTimers();
  frames = new Map();
  let made = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frames.set(++made, run);
    return made;
  });
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('Observe', () => {
  it('asks for one update a frame, however often the state changes', () => {
    const [host, job] = [fakeHost(), new Counter(0)];
    new Observe(host, () => job).hostConnected();
    for (let count = 0; count < 100; count++) job.put(count);
    expect(host.updates).toBe(0);
    nextFrame();
    expect(host.updates).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(host.updates).toBe(1);
    job.put(7);
    nextFrame();
    expect(host.updates).toBe(2);
  });

  it('updates without frames too, once', () => {
    const [host, job] = [fakeHost(), new Counter(0)];
    new Observe(host, () => job).hostConnected();
    job.put(1);
    vi.advanceTimersByTime(1000);
    expect(host.updates).toBe(1);
    nextFrame();
    expect(host.updates).toBe(1);
  });

  it('follows the observable it is given, and no other any more', () => {
    const [host, first, second] = [fakeHost(), new Counter(0), new Counter(0)];
    let job: Counter | undefined = first;
    const observe = new Observe(host, () => job);
    observe.hostConnected();
    job = second;
    observe.hostUpdate();
    first.put(1);
    nextFrame();
    expect(host.updates).toBe(0);
    second.put(1);
    nextFrame();
    expect(host.updates).toBe(1);
    job = undefined;
    observe.hostUpdate();
    second.put(2);
    nextFrame();
    expect(host.updates).toBe(1);
  });

  it('asks for nothing once the element has left the page, and again when it is back', () => {
    const [host, job] = [fakeHost(), new Counter(0)];
    const observe = new Observe(host, () => job);
    observe.hostConnected();
    job.put(1);
    observe.hostDisconnected();
    nextFrame();
    vi.advanceTimersByTime(1000);
    expect(host.updates).toBe(0);
    observe.hostConnected();
    job.put(2);
    nextFrame();
    expect(host.updates).toBe(1);
  });
});
