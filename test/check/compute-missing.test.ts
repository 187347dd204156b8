import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computeMissing } from '../../src/check/compute-missing.browser';
import { hashBlob } from '../../src/check/hash-blob.browser';
import { DiskFile } from './disk-file';
import { digestExpectation, hexOf, signatureExpectation } from './expectations';
import { FakeWorker } from './fake-worker';
import { stubPage } from './stub-page';

beforeEach(stubPage);
afterEach(() => {
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();
const options = { signal, onProgress: () => undefined };
const a = new Uint8Array(1000).fill(65);
const b = new Uint8Array(1000).fill(66);
const hex = (algorithm: string, bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest('hex');
const known = (blob: Blob) => hashBlob(blob, { algorithms: ['sha256'], signal });

describe('computeMissing, of a file on the disk', () => {
  const cases = [
    ['another digest', [digestExpectation('sha512')]],
    ['digits that may be of a rarer kind', [digestExpectation('sha256', { orElse: ['blake3'] })]],
    ['a signature', [signatureExpectation('s', { signature: framed() })]],
  ] as const;
  it.each(cases)('drops all that is known when the bytes are others: %s', async (_what, list) => {
    const disk = new DiskFile(a, 'ф.iso');
    const file = await known(disk);
    disk.rewrite(b);
    await expect(computeMissing(file, list, options)).rejects.toMatchObject({
      code: 'check/unreadable-file',
      detail: 'ф.iso changed while it was checked.',
    });
  });

  it('adds to what is known when they are the same', async () => {
    const disk = new DiskFile(a, 'f.iso');
    const file = await known(disk);
    disk.rewrite(a.slice());
    const { hashed, failure } = await computeMissing(file, [digestExpectation('sha512')], options);
    expect(failure).toBeUndefined();
    expect(hashed.digests).toEqual({ sha256: hex('sha256', a), sha512: hex('sha512', a) });
  });

  it('reads nothing when nothing is missing', async () => {
    const disk = new DiskFile(a, 'f.iso');
    const file = await known(disk);
    disk.rewrite(b);
    const expectations = [digestExpectation('sha256', { hex: hex('sha256', a) })];
    expect(await computeMissing(file, expectations, options)).toEqual({
      hashed: file,
      failure: undefined,
    });
  });

  it('keeps what is known when only the worker fails', async () => {
    const file = await known(new DiskFile(a, 'f.iso'));
    const computing = computeMissing(file, [digestExpectation('sha512')], options);
    FakeWorker.last.die('no memory');
    const { hashed, failure } = await computing;
    expect(hashed).toBe(file);
    expect(failure?.problem.code).toBe('check/worker');
  });
});

describe('computeMissing, of stored pieces', () => {
  it('hashes nothing twice: they don’t change', async () => {
    const file = await known(new Blob([a]));
    const asked = vi.spyOn(FakeWorker.prototype, 'postMessage');
    await computeMissing(file, [digestExpectation('sha512', { hex: hexOf('sha512') })], options);
    const started = asked.mock.calls.flatMap(([request]) =>
      request.kind === 'start' ? [request.algorithms] : [],
    );
    expect(started).toEqual([['sha512']]);
  });
});

/** A signature that adds bytes to the file. */
function framed() {
  const { signature } = signatureExpectation();
  const suffix = new Uint8Array([1, 2]);
  const prefix = new Uint8Array();
  return { ...signature, over: { kind: 'digest', algorithm: 'sha512', prefix, suffix } } as const;
}
