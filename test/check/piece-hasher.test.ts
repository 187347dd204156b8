import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HashedFile } from '../../src/check/checked-file';
import { PieceHasher } from '../../src/check/piece-hasher.browser';
import { FakeWorker } from './fake-worker';

const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const sha1Of = (text: string) => new Uint8Array(createHash('sha1').update(text).digest());

beforeEach(() => {
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://example.org', protocol: 'https:' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/app/' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function newHasher(signal = new AbortController().signal): PieceHasher {
  return new PieceHasher({ algorithms: ['sha256', 'md5'], signal });
}

describe('PieceHasher', () => {
  it('starts one module worker of this origin', () => {
    newHasher().close();
    expect(FakeWorker.last.url).toMatch(/^https:\/\/example\.org\/.*hash-worker/);
    expect(FakeWorker.last.options).toEqual({ type: 'module' });
  });

  it('composes the file of the Blobs it hashed, and of no other', async () => {
    const hasher = newHasher();
    const outcomes = await Promise.all([
      hasher.append(new Blob(['ab']), sha1Of('ab')),
      hasher.append(new Blob(['xx']), sha1Of('cd')),
      hasher.append(new Blob(['ef'])),
    ]);
    expect(outcomes).toEqual([
      { kind: 'appended', sha1: sha1Of('ab') },
      { kind: 'damaged' },
      { kind: 'skipped' },
    ]);
    expect(hasher.hashedBytes).toBe(2);
    hasher.resume();
    await Promise.all([hasher.append(new Blob(['cd']), sha1Of('cd')), hasher.append(new Blob([]))]);
    expect(hasher.hashedBytes).toBe(4);
    const file = await hasher.finish();
    expect(file).toBeInstanceOf(HashedFile);
    expect(await file.blob.text()).toBe('abcd');
    expect(file.blob.type).toBe('application/octet-stream');
    expect(file.digests).toEqual({ sha256: hex('sha256', 'abcd'), md5: hex('md5', 'abcd') });
    expect(FakeWorker.last.terminated).toBe(true);
  });

  it('gives no file while a piece is missing', async () => {
    const hasher = newHasher();
    await hasher.append(new Blob(['xx']), sha1Of('cd'));
    await expect(hasher.finish()).rejects.toMatchObject({ code: 'check/worker' });
  });

  it('hashes an empty file', async () => {
    const file = await newHasher().finish();
    expect([file.size, file.digests.sha256]).toEqual([0, hex('sha256', '')]);
  });

  it('rejects what is pending with the reason of the abort, and ends the worker', async () => {
    const controller = new AbortController();
    const hasher = newHasher(controller.signal);
    const pending = [
      hasher.append(new Blob(['a'])),
      hasher.append(new Blob(['b'])),
      hasher.finish(),
    ];
    const reason = new Error('overtaken');
    controller.abort(reason);
    for (const one of pending) await expect(one).rejects.toBe(reason);
    await expect(hasher.append(new Blob(['c']))).rejects.toBe(reason);
    expect(FakeWorker.last.terminated).toBe(true);
    expect(hasher.hashedBytes).toBe(0);
  });

  it('starts no worker when it is aborted already', () => {
    const before = FakeWorker.started.length;
    const reason = new Error('too late');
    expect(() => newHasher(AbortSignal.abort(reason))).toThrow(reason);
    expect(FakeWorker.started.length).toBe(before);
  });

  it.each<[string, (worker: FakeWorker) => void, string]>([
    ['throws', (worker) => worker.die('out of memory'), 'out of memory'],
    ['can’t be loaded', (worker) => worker.die(), ''],
    ['gives up', (worker) => worker.reply({ kind: 'failed', message: 'gone' }), 'gone'],
    ['sends what can’t be read', (worker) => worker.dispatchEvent(new Event('messageerror')), ''],
    [
      'answers something else',
      (worker) => worker.reply({ kind: 'finished', digests: {} }),
      'finished',
    ],
  ])('rejects all when the worker %s', async (_what, provoke, detail) => {
    const hasher = newHasher();
    const pending = [hasher.append(new Blob(['a'])), hasher.append(new Blob(['b']))];
    provoke(FakeWorker.last);
    const problem = { code: 'check/worker', detail: expect.stringContaining(detail) as string };
    for (const one of pending) await expect(one).rejects.toMatchObject(problem);
    await expect(hasher.finish()).rejects.toMatchObject(problem);
    expect(FakeWorker.last.terminated).toBe(true);
  });

  it('rejects with an AbortError what is pending when it is closed', async () => {
    const hasher = newHasher();
    const pending = hasher.append(new Blob(['a']));
    hasher.close();
    hasher.close();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
    await expect(hasher.finish()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
