import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { readTabMessage, type TabMessage, writeTabMessage } from '../../src/receive/tab-message';
import { noTransfer, type Transfer } from '../../src/swarm/transfer';

const transfer: Transfer = {
  ...noTransfer,
  haveBytes: 3,
  size: 2 ** 33,
  downloadSpeed: 0.5,
  secondsLeft: 7,
  seeding: true,
  mirrors: [
    {
      url: 'https://総和.example/f.iso',
      state: 'waiting',
      receivedBytes: 1,
      problem: new Problem('swarm/mirror-status', '503 <b>'),
    },
    { url: '', state: 'trying', receivedBytes: 0, problem: undefined },
  ],
  faultyPeers: [{ name: 'é', wrongPieces: 2, dropped: true }],
};

const report: TabMessage = {
  kind: 'report',
  transfer,
  stopped: new Problem('pieces/full', 'no room'),
  obstacle: undefined,
  file: { length: 2 ** 33, pieceLength: 65_536 },
};

/** What arrives in another tab. */
function sent(message: TabMessage): unknown {
  return structuredClone(writeTabMessage(message));
}

/** A report with another value for one field of its transfer. */
function withTransfer(change: object): unknown {
  return { version: 1, kind: 'report', transfer: { ...noTransfer, ...change } };
}

describe('a message from tab to tab', () => {
  it.each<TabMessage>([
    { kind: 'hello', lacksMetadata: true },
    { kind: 'hello', lacksMetadata: false },
    report,
    {
      kind: 'report',
      transfer: noTransfer,
      stopped: undefined,
      obstacle: undefined,
      file: undefined,
    },
    { kind: 'metadata', info: Uint8Array.of(1, 2) },
    { kind: 'metadata', info: new Uint8Array() },
    { kind: 'doubt', index: 0 },
    { kind: 'wish', wish: 'fetch-again' },
    { kind: 'wish', wish: 'retry' },
    { kind: 'wish', wish: 'give-anyway' },
    { kind: 'stopped' },
    { kind: 'cleared' },
  ])('arrives as it was: %j', (message) => {
    expect(readTabMessage(sent(message))).toEqual(message);
  });

  it('keeps what a problem is', () => {
    const read = readTabMessage(sent(report));
    const problem = read?.kind === 'report' ? read.transfer.mirrors[0]?.problem : undefined;
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: 'swarm/mirror-status', detail: '503 <b>' });
  });

  it.each([
    undefined,
    null,
    0,
    '',
    'hello',
    [],
    {},
    { kind: 'stopped' },
    { version: 2, kind: 'stopped' },
    { version: '1', kind: 'stopped' },
    { version: 1 },
    { version: 1, kind: 'ready', verdict: 'matches' },
    { version: 1, kind: '総和' },
    { version: 1, kind: 'metadata', info: [1, 2] },
    { version: 1, kind: 'metadata', info: new ArrayBuffer(2) },
    { version: 1, kind: 'doubt', index: -1 },
    { version: 1, kind: 'doubt', index: 0.5 },
    { version: 1, kind: 'doubt', index: '0' },
    { version: 1, kind: 'wish', wish: 'save' },
    { version: 1, kind: 'report' },
    { version: 1, kind: 'report', transfer: {} },
    withTransfer({ haveBytes: -1 }),
    withTransfer({ haveBytes: NaN }),
    withTransfer({ peers: '3' }),
    withTransfer({ secondsLeft: 'soon' }),
    withTransfer({ seeding: 1 }),
    withTransfer({ mirrors: {} }),
    withTransfer({ mirrors: [{ url: 5 }] }),
    withTransfer({
      mirrors: [{ url: 'u'.repeat(10_001), state: 'off', receivedBytes: 0 }],
    }),
    withTransfer({ mirrors: [{ url: '', state: 'good', receivedBytes: 0 }] }),
    withTransfer({ faultyPeers: [undefined] }),
    withTransfer({
      faultyPeers: Array.from({ length: 1_001 }, () => ({
        name: '',
        wrongPieces: 0,
        dropped: true,
      })),
    }),
  ])('is ignored when it is something else: %j', (data) => {
    expect(readTabMessage(data)).toBeUndefined();
  });

  it.each([
    { length: 0, pieceLength: 1 },
    { length: 1, pieceLength: 0 },
    { length: 2 ** 40, pieceLength: 1 },
    { length: '1', pieceLength: 1 },
  ])('has no file of the shape %j', (file) => {
    const data = { version: 1, kind: 'report', transfer: noTransfer, file };
    expect(readTabMessage(data)).toMatchObject({ kind: 'report', file: undefined });
  });

  it.each([{ code: 'pieces/new-in-2030', detail: '' }, { code: 'toString', detail: '' }, 'full'])(
    'has no words for the problem %j',
    (stopped) => {
      const data = { version: 1, kind: 'report', transfer: noTransfer, stopped };
      expect(readTabMessage(data)).toMatchObject({ kind: 'report', stopped: undefined });
    },
  );
});
