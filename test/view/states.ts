import { noEvidence } from '../../src/check/evidence';
import type { Verdict } from '../../src/check/verdict';
import type { PublishState } from '../../src/publish/publish-state';
import type { Checked, WithTransfer } from '../../src/receive/receive-state';
import type { Release } from '../../src/release/release';
import { closingAdvice } from '../../src/swarm/diagnosis/closing-advice';
import { noRestraint } from '../../src/swarm/limits/restraint';
import { noTransfer, type Transfer } from '../../src/swarm/transfer';

export const aRelease: Release = {
  infoHash: '0'.repeat(40),
  name: '総和.iso',
  size: 200,
  expectations: [],
  trackers: [],
  mirrors: [],
  torrentUrls: [],
  pieceLength: undefined,
  metadata: undefined,
};

/** What holds once the person agreed, with a file of 200 bytes. */
export function exchanging(change: Partial<Transfer> = {}): WithTransfer {
  const transfer: Transfer = { ...noTransfer, size: 200, ...change };
  return {
    release: aRelease,
    evidence: {
      reading: false,
      text: '',
      files: [],
      evidence: noEvidence,
      matched: { expectations: [], summary: '', question: undefined },
    },
    mode: 'swarm',
    transfer,
    closing: closingAdvice(transfer),
    restraint: noRestraint,
    following: false,
  };
}

/** Somebody is getting the file from here, and nobody else has all of it. */
export const onlyHere: Partial<Transfer> = { haveBytes: 200, seeding: true, peers: 1 };

export function compared(verdict: Verdict, change: Partial<Transfer> = {}): Checked {
  return { ...exchanging({ haveBytes: 200, ...change }), verdict, digests: {}, file: undefined };
}

type PublishedState = Extract<PublishState, { stage: 'published' }>;

export function published(change: Partial<Transfer> = {}): PublishedState {
  const { transfer, closing, restraint } = exchanging({ haveBytes: 200, seeding: true, ...change });
  return {
    stage: 'published',
    published: {
      infoHash: aRelease.infoHash,
      name: aRelease.name,
      size: 200,
      pieceLength: 16_384,
      sha256: '0'.repeat(64),
      shareLink: '',
      checksumLine: '',
      torrentFile: new Uint8Array(),
      torrentFileName: '',
    },
    transfer,
    closing,
    restraint,
    mirrorProblems: [],
    problem: undefined,
  };
}
