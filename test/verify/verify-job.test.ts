import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/base/problem';
import { noEvidence, type Evidence } from '../../src/check/evidence';
import { EvidenceBook } from '../../src/check/evidence-book.browser';
import type { EvidenceReply, EvidenceRequest } from '../../src/check/evidence-contract';
import type { HashRequest } from '../../src/check/hash-contract';
import { readEvidence } from '../../src/check/signatures/read-evidence';
import { VerifyJob } from '../../src/verify/verify-job.browser';
import { DiskFile } from '../check/disk-file';
import { signatureExpectation } from '../check/expectations';
import { FakeKeys } from '../check/fake-keys';
import { FakeWorker } from '../check/fake-worker';
import { stubPage } from '../check/stub-page';

const a = new Uint8Array(1000).fill(65);
const b = new Uint8Array(1000).fill(66);
const hex = (bytes: Uint8Array, algorithm = 'sha256') =>
  createHash(algorithm).update(bytes).digest('hex');
const line = (name: string, bytes: Uint8Array, algorithm = 'sha256') =>
  `${algorithm.toUpperCase()} (${name}) = ${hex(bytes, algorithm)}\n`;

beforeEach(stubPage);
afterEach(() => {
  vi.unstubAllGlobals();
});

function open(read: (text: string) => Promise<Evidence> = readText) {
  const book = new EvidenceBook({
    read: ([document]) => read(new TextDecoder().decode(document?.bytes)),
    keys: new FakeKeys(),
    now: () => 1000,
  });
  const job = new VerifyJob(book);
  const rows = () => job.state.files.map(({ name, result }) => `${name}: ${result}`);
  const until = (...expected: string[]) =>
    vi.waitFor(() => {
      expect(job.state.evidence.reading).toBe(false);
      expect(rows()).toEqual(expected);
    });
  return { job, until };
}

function readText(text: string): Promise<Evidence> {
  const bytes = new TextEncoder().encode(text);
  return readEvidence([{ id: 'pasted', name: undefined, bytes }], [], 1000);
}

/** What went wrong with the only file, and what can be done about it. */
function failure({ state }: VerifyJob) {
  const [file] = state.files;
  const problem = file?.step.kind === 'failed' ? file.step.problem : undefined;
  return { code: problem?.code, detail: problem?.detail, wayOn: file?.wayOn };
}

/** Hash workers die at once while this is the Worker. */
class DyingWorker extends FakeWorker {
  constructor(url: string, options: WorkerOptions) {
    super(url, options);
    setTimeout(() => this.die('no memory'));
  }
}

describe('VerifyJob', () => {
  it('judges anew when something else is brought, and reads the file once', async () => {
    const { job, until } = open();
    const file = new DiskFile(a, 'ф.iso');
    job.addFiles([file]);
    await until('ф.iso: nothing-to-check');
    file.rewrite(b);
    job.paste(line('ф.iso', a));
    await until('ф.iso: matches');
    job.paste(line('ф.iso', b));
    await until('ф.iso: differs');
    job.paste(line('g.iso', a));
    await until('ф.iso: not-in-list');
  });

  it('goes on where it was stopped', async () => {
    const { job, until } = open();
    job.addFiles([new DiskFile(a, 'f.iso'), new DiskFile(new Uint8Array(), 'g.iso')]);
    const [first] = job.state.files;
    job.cancel(first?.id ?? '');
    await until('f.iso: stopped', 'g.iso: nothing-to-check');
    expect(job.state.files.map(({ wayOn }) => wayOn)).toEqual(['go-on', undefined]);
    job.resume(first?.id ?? '');
    await until('f.iso: nothing-to-check', 'g.iso: nothing-to-check');
    job.remove(first?.id ?? '');
    await until('g.iso: nothing-to-check');
    job.startOver();
    expect(job.state).toMatchObject({ files: [], round: 1 });
  });
});

describe('VerifyJob, of a file that changes', () => {
  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['other bytes', b],
    ['fewer bytes', a.subarray(1)],
    ['none', new Uint8Array()],
  ])('joins nothing of two files, and checks it again from the start: %s', async (_what, now) => {
    const { job, until } = open();
    const file = new DiskFile(a, 'f.iso');
    job.paste(line('f.iso', a));
    job.addFiles([file]);
    await until('f.iso: matches');
    file.rewrite(now);
    job.paste(line('f.iso', a) + line('f.iso', b, 'sha512'));
    await until('f.iso: could-not-check');
    expect(failure(job)).toMatchObject({ code: 'check/unreadable-file', wayOn: 'try-again' });
  });

  it('says that it changed, and tries again from the start', async () => {
    const { job, until } = open();
    const file = new DiskFile(a, 'f.iso');
    job.addFiles([file]);
    await until('f.iso: nothing-to-check');
    file.rewrite(b);
    job.paste(line('f.iso', b, 'sha512'));
    await until('f.iso: could-not-check');
    expect(failure(job).detail).toBe('f.iso changed while it was checked.');
    job.resume(job.state.files[0]?.id ?? '');
    await until('f.iso: matches');
    expect(job.state.files[0]?.step).toMatchObject({ digests: { sha512: hex(b, 'sha512') } });
  });

  it('says so also when its SHA-256 was never computed', async () => {
    const { job, until } = open();
    const file = new DiskFile(a, 'f.iso');
    job.paste(line('f.iso', a, 'sha512'));
    job.addFiles([file]);
    await until('f.iso: matches');
    file.rewrite(b);
    job.paste(line('f.iso', b, 'md5'));
    await until('f.iso: could-not-check');
    expect(failure(job).detail).toBe('f.iso changed while it was checked.');
  });
});

describe('VerifyJob, of a file that could not be checked', () => {
  async function failed() {
    const opened = open();
    vi.stubGlobal('Worker', DyingWorker);
    opened.job.addFiles([new DiskFile(a, 'f.iso')]);
    await opened.until('f.iso: could-not-check');
    expect(failure(opened.job)).toMatchObject({ code: 'check/worker', wayOn: 'try-again' });
    return opened;
  }

  it('tries again when something else is brought', async () => {
    const { job, until } = await failed();
    vi.stubGlobal('Worker', FakeWorker);
    job.paste(line('f.iso', a));
    await until('f.iso: matches');
  });

  it('tries again when it is told to', async () => {
    const { job, until } = await failed();
    vi.stubGlobal('Worker', FakeWorker);
    job.resume(job.state.files[0]?.id ?? '');
    await until('f.iso: nothing-to-check');
  });

  it('tries once for each change', async () => {
    const { job, until } = await failed();
    const started = FakeWorker.started.length;
    job.paste(line('f.iso', a));
    await until('f.iso: could-not-check');
    expect(FakeWorker.started).toHaveLength(started + 1);
  });

  it('tries again when only what was missing failed', async () => {
    const { job, until } = open();
    job.addFiles([new DiskFile(a, 'f.iso')]);
    await until('f.iso: nothing-to-check');
    vi.stubGlobal('Worker', DyingWorker);
    job.paste(line('f.iso', a, 'sha512'));
    await until('f.iso: could-not-check');
    expect(job.state.files[0]).toMatchObject({ step: { kind: 'judged' }, wayOn: 'try-again' });
    vi.stubGlobal('Worker', FakeWorker);
    job.resume(job.state.files[0]?.id ?? '');
    await until('f.iso: matches');
  });

  it('does not hide it behind evidence that can’t be read', async () => {
    const { job, until } = open(() => Promise.reject(new Problem('check/too-long')));
    job.addFiles([new DiskFile(a, 'f.iso')]);
    job.paste('text');
    await until('f.iso: could-not-check');
    expect(job.state.files[0]?.wayOn).toBeUndefined();
  });
});

describe('VerifyJob, of several files with a signature each', () => {
  /** Signatures are valid when they are called like the bytes that they are over. */
  class VerifyingWorker extends FakeWorker {
    override postMessage(request: HashRequest | EvidenceRequest): void {
      if (request.kind === 'read') throw new Error('not here');
      if (request.kind !== 'verify') {
        super.postMessage(request);
        return;
      }
      const isValid = Buffer.from(request.signed).toString('hex') === request.signature.id;
      const data: EvidenceReply = { kind: 'verified', outcome: isValid ? 'valid' : 'broken' };
      setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
    }
  }

  const signed = (broughtAs: string, bytes: Uint8Array) =>
    signatureExpectation(hex(bytes, 'sha512'), { broughtAs });
  const both = [signed('a.iso.sig', a), signed('b.iso.sig', b)];
  const openSigned = () => {
    vi.stubGlobal('Worker', VerifyingWorker);
    const opened = open(() => Promise.resolve({ ...noEvidence, signatures: both }));
    opened.job.paste('signatures');
    return opened;
  };

  it('takes each for the file that it is called like', async () => {
    const { job, until } = openSigned();
    job.addFiles([new DiskFile(a, 'a.iso'), new DiskFile(b, 'b.iso')]);
    await until('a.iso: matches', 'b.iso: matches');
    expect(job.state.files.map(({ matched }) => matched.expectations)).toEqual([
      [both[0]],
      [both[1]],
    ]);
  });

  it('goes by the files that are there at the time', async () => {
    const { job, until } = openSigned();
    job.addFiles([new DiskFile(a, 'a.iso')]);
    await until('a.iso: differs');
    job.addFiles([new DiskFile(b, 'b.iso')]);
    await until('a.iso: matches', 'b.iso: matches');
    job.addFiles([new DiskFile(a, 'c.iso')]);
    await until('a.iso: matches', 'b.iso: matches', 'c.iso: nothing-to-check');
    job.remove(job.state.files[1]?.id ?? '');
    await until('a.iso: differs', 'c.iso: differs');
  });
});
