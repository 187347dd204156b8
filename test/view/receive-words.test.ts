import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { ReceiveState } from '../../src/receive/receive-state';
import type { Expectation } from '../../src/release/expectation';
import type { Release } from '../../src/release/release';
import { noTransfer } from '../../src/swarm/transfer';
import { expectationWords, sizeWords, stageWords } from '../../src/view/receive-words';

function releaseWith(...expectations: Expectation[]): Release {
  return {
    infoHash: '0'.repeat(40),
    name: 'a.iso',
    size: 3,
    expectations,
    trackers: [],
    mirrors: [],
    torrentUrls: [],
    pieceLength: undefined,
    metadata: undefined,
  };
}

const sha256 = { algorithm: 'sha256', hex: 'a' } as const;
const md5 = { algorithm: 'md5', hex: 'b' } as const;

describe('sizeWords', () => {
  it.each([
    [undefined, 'size not known yet'],
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [278_920_704, '279 MB (278,920,704 bytes)'],
  ])('%s is %s', (size, words) => {
    expect(sizeWords(size)).toBe(words);
  });
});

describe('expectationWords', () => {
  it.each([
    [[], 'The link has no checksum of the file'],
    [
      [{ digest: sha256, source: 'link', name: undefined }],
      'To compare with: SHA-256 from the link',
    ],
    [
      [
        { digest: sha256, source: 'link', name: undefined },
        { digest: md5, source: 'link', name: undefined },
      ],
      'To compare with: SHA-256 and MD5 from the link',
    ],
    [[{ digest: md5, source: 'pasted', name: 'a' }], 'To compare with: what you pasted'],
    [
      [
        { digest: sha256, source: 'link', name: undefined },
        { digest: sha256, source: 'list', name: '総和' },
      ],
      'To compare with: SHA-256 from the link, and what you pasted',
    ],
  ] satisfies [Expectation[], string][])('%j', (expectations, words) => {
    expect(expectationWords(releaseWith(...expectations))).toBe(words);
  });
});

describe('stageWords', () => {
  const release = releaseWith();
  const receiving = (haveBytes: number): ReceiveState => ({
    stage: 'receiving',
    activity: 'pieces',
    problem: undefined,
    release,
    paste: { kind: 'empty' },
    mode: 'swarm',
    transfer: { ...noTransfer, haveBytes },
  });

  it('does not change with progress, so that screen readers stay quiet', () => {
    expect(stageWords(receiving(1))).toBe(stageWords(receiving(2)));
  });

  it('tells the verdict', () => {
    const ready: ReceiveState = {
      stage: 'ready',
      problem: new Problem('save/write-failed'),
      release,
      paste: { kind: 'empty' },
      mode: 'swarm',
      transfer: noTransfer,
      verdict: { kind: 'nothing-to-check' },
      digests: {},
      file: undefined,
    };
    expect(stageWords(ready)).toBe('There is nothing to compare it with yet.');
  });

  it('tells a failure apart from the rest', () => {
    const failed: ReceiveState = {
      stage: 'failed',
      problem: new Problem('link/too-long'),
      release: undefined,
    };
    expect(stageWords(failed)).toBe('It stopped.');
  });
});
