import { HashedFile } from '../../src/check/checked-file';
import { blankRecord, type ReleaseRecord } from '../../src/pieces/release-record';
import type { ReleaseRecords } from '../../src/pieces/release-records.browser';
import { ReleaseMemory } from '../../src/receive/release-memory.browser';
import { Subject } from '../../src/receive/subject.browser';
import type { Expectation } from '../../src/release/expectation';
import type { Release } from '../../src/release/release';
import { hexOf } from '../check/expectations';
import { FakeKeys } from '../check/fake-keys';
import { FakeReader } from '../check/fake-reader';

export const infoHash = 'd'.repeat(40);

/** A file whose SHA-256 and MD5 have the digit 1. */
export function hashedFile(): HashedFile {
  const digests = { sha256: hexOf('sha256'), md5: hexOf('md5') };
  return new HashedFile(new Blob(['abc']), digests);
}

/** A subject whose evidence is read by the test, and whose record is in memory. */
export function aSubject(
  expectations: readonly Expectation[],
  kept: Partial<ReleaseRecord> = {},
  onEvidence: () => void = () => undefined,
) {
  const reader = new FakeReader();
  let record: ReleaseRecord = { ...blankRecord(infoHash), ...kept };
  const change: ReleaseRecords['change'] = (_infoHash, changed) => {
    record = { ...record, ...changed };
    return Promise.resolve();
  };
  const records: ReleaseRecords = {
    get: () => Promise.resolve(record),
    all: () => Promise.resolve([record]),
    change,
    changeKnown: change,
    delete: () => Promise.resolve(),
  };
  const release: Release = {
    infoHash,
    name: 'f.iso',
    size: 3,
    expectations,
    trackers: [],
    mirrors: [],
    torrentUrls: [],
    pieceLength: undefined,
    metadata: undefined,
  };
  const subject = new Subject(
    {
      release,
      memory: new ReleaseMemory(records, infoHash, `magnet:?xt=urn:btih:${infoHash}`),
      record,
    },
    { read: reader.read, keys: new FakeKeys(), now: () => 1000 },
    onEvidence,
  );
  return { subject, reader, release, record: () => record };
}
