import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { ReceiveState } from '../../src/receive/receive-state';
import type { Expectation } from '../../src/release/expectation';
import type { Release } from '../../src/release/release';
import { closingAdvice } from '../../src/swarm/diagnosis/closing-advice';
import { noRestraint } from '../../src/swarm/limits/restraint';
import { noTransfer } from '../../src/swarm/transfer';
import { noEvidence, type EvidenceReport } from '../../src/check/evidence';
import { digestExpectation, signatureExpectation } from './expectations';
import {
  expectationWords,
  otherTabWords,
  sizeWords,
  stageWords,
} from '../../src/view/receive-words';

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

const evidence: EvidenceReport = {
  reading: false,
  text: '',
  files: [],
  evidence: noEvidence,
  matched: { expectations: [], summary: '', question: undefined },
};

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
  const ofLink = digestExpectation('link');
  it.each([
    [[], 'The link has no checksum of the file'],
    [[ofLink], 'To compare with: SHA-256 from the link'],
    [[ofLink, digestExpectation('link', 'md5')], 'To compare with: SHA-256 and MD5 from the link'],
    [[digestExpectation('pasted', 'md5')], 'To compare with: what you brought'],
    [[signatureExpectation([])], 'To compare with: what you brought'],
    [
      [ofLink, digestExpectation('list', 'sha256', { name: '総和' })],
      'To compare with: SHA-256 from the link, and what you brought',
    ],
  ] satisfies [Expectation[], string][])('%#', (expectations, words) => {
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
    evidence,
    mode: 'swarm',
    transfer: { ...noTransfer, haveBytes },
    restraint: noRestraint,
    closing: closingAdvice(noTransfer),
    following: false,
  });

  it('does not change with progress, so that screen readers stay quiet', () => {
    expect(stageWords(receiving(1))).toBe(stageWords(receiving(2)));
  });

  it('says that the person paused it', () => {
    const paused = { paused: true, notes: ['paused'] } as const;
    expect(stageWords({ ...receiving(1), restraint: paused } as ReceiveState)).toBe('Paused.');
  });

  it('tells the verdict', () => {
    const ready: ReceiveState = {
      stage: 'ready',
      problem: new Problem('save/write-failed'),
      release,
      evidence,
      mode: 'swarm',
      transfer: noTransfer,
      restraint: noRestraint,
      closing: closingAdvice(noTransfer),
      following: false,
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

describe('otherTabWords', () => {
  it.each([
    [0, 0, false, 'fetches'],
    [0, 1, false, 'fetches'],
    [1, 2, true, 'fetches'],
    [2, 2, true, 'passes this on'],
    [2, 2, false, 'looks after'],
  ])('%i of %i bytes, seeding: %s: %j', (haveBytes, size, seeding, words) => {
    expect(otherTabWords({ ...noTransfer, haveBytes, size, seeding })).toContain(words);
  });
});
