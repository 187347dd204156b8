import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PeerConnection } from 'webtorrent';
import { sendAhead } from '../../src/swarm/send-ahead.browser';

const KiB = 1024;

/** Waits as simple-peer does: when more than 64 KiB are in its channel, or nothing is connected. */
class FakeConnection {
  _cb: (() => void) | null = null;
  readonly _channel = { bufferedAmount: 0, bufferedAmountLowThreshold: 0 };
  connected = true;

  _write(bytes: Uint8Array, written: () => void): void {
    if (this.connected) this._channel.bufferedAmount += bytes.length;
    if (this.connected && this._channel.bufferedAmount <= 64 * KiB) written();
    else this._cb = written;
  }

  _onChannelBufferedAmountLow(): void {
    const written = this._cb;
    this._cb = null;
    written?.();
  }
}

let connection: FakeConnection;

beforeEach(() => {
  vi.useFakeTimers();
  connection = new FakeConnection();
  sendAhead(connection as unknown as PeerConnection);
});

afterEach(() => {
  vi.useRealTimers();
});

/** @returns whether more may come at once */
function write(size: number): boolean {
  let more = false;
  connection._write(new Uint8Array(size), () => {
    more = true;
  });
  return more;
}

/** As fast as `speed`, in bytes per second: all of it leaves at once. */
function run(speed: number): void {
  for (let ms = 0; ms < 6_000; ms += 100) {
    write(speed / 10);
    connection._channel.bufferedAmount = 0;
    connection._onChannelBufferedAmountLow();
    vi.advanceTimersByTime(100);
  }
}

it.each<readonly [speed: number, waiting: number, more: boolean]>([
  [0, 60, true],
  [0, 80, false],
  [100 * KiB, 80, false],
  [1_500 * KiB, 140, true],
  [1_500 * KiB, 170, false],
  [50_000 * KiB, 250, true],
  [50_000 * KiB, 300, false],
])('at %i bytes per second lets %i KiB wait in the channel: %s', (speed, waiting, more) => {
  if (speed > 0) run(speed);
  expect(write(waiting * KiB)).toBe(more);
});

it('is told to go on while there is still something to send', () => {
  run(50_000 * KiB);
  write(300 * KiB);
  expect(connection._channel.bufferedAmountLowThreshold).toBe(128 * KiB);
});

it('waits with the first bytes until there is a connection', () => {
  connection.connected = false;
  expect(write(10)).toBe(false);
  expect(connection._cb).not.toBeNull();
});
