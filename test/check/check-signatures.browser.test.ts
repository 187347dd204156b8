import { describe, expect, it } from 'vitest';
import { readEvidenceInWorker, verifyInWorker } from '../../src/check/ask-evidence.browser';
import { checkSignatures } from '../../src/check/check-signatures.browser';
import { hashBlob } from '../../src/check/hash-blob.browser';
import { Problem } from '../../src/base/problem';
import type { SignatureExpectation } from '../../src/release/expectation';
import { DiskFile } from './disk-file';
import { dropped, pasted } from './signatures/documents';
import * as samples from './signatures/signed-samples';

const { signal } = new AbortController();
const { sampleBytes } = samples;
const text = (...parts: string[]) => [pasted(parts.join('\n'))];

async function signaturesIn(...parts: string[]): Promise<readonly SignatureExpectation[]> {
  const { signatures, questions } = await readEvidenceInWorker(
    text(...parts),
    [],
    Date.now(),
    signal,
  );
  expect(questions).toEqual([]);
  expect(signatures).toHaveLength(1);
  return signatures;
}

describe('signatures over a file, in workers', () => {
  const cases: [string, string[]][] = [
    ['ECDSA', [samples.nistp256Key, samples.nistp256OverFile]],
    ['RSA', [samples.rsa3072OverFile, samples.rsa3072Key]],
    ['minisign', [samples.minisignKey, samples.minisignOverFile]],
    ['minisign, legacy', [samples.minisignKey, samples.minisignLegacyOverFile]],
  ];
  it.each(cases)('%s: valid for its bytes alone', async (_scheme, parts) => {
    const expectations = await signaturesIn(...parts);
    const flipped = sampleBytes.with(2500, 255);
    const longer = new Blob([sampleBytes, 'x']);
    for (const [blob, outcome] of [
      [new Blob([sampleBytes]), 'valid'],
      [new Blob([flipped]), 'broken'],
      [longer, 'broken'],
      [new Blob([]), 'broken'],
    ] as const) {
      const file = await hashBlob(blob, { algorithms: ['sha256'], signal });
      const progress: number[] = [];
      const onProgress = (bytes: number) => progress.push(bytes);
      const checked = await checkSignatures(file, expectations, { signal, onProgress });
      expect(Object.values(checked.signatures)).toEqual([outcome]);
      expect(checked.blob).toBe(file.blob);
      expect(checked.digests).toEqual(file.digests);
      for (const bytes of progress) expect(bytes).toBeLessThanOrEqual(blob.size);
      expect(await checkSignatures(checked, expectations, { signal })).toBe(checked);
    }
  });

  it('keeps the outcomes of others, and asks for nothing without a signature', async () => {
    const file = await hashBlob(new Blob([sampleBytes]), { algorithms: ['sha256'], signal });
    expect(await checkSignatures(file, [], { signal })).toBe(file);
    const first = await signaturesIn(...(cases[0]?.[1] ?? []));
    const second = await signaturesIn(...(cases[2]?.[1] ?? []));
    const one = await checkSignatures(file, first, { signal });
    const both = await checkSignatures(one, [...first, ...second], { signal });
    expect(Object.values(both.signatures)).toEqual(['valid', 'valid']);
  });

  it.each(cases)('%s: a file on the disk must still be the same', async (_scheme, parts) => {
    const expectations = await signaturesIn(...parts);
    const disk = new DiskFile(sampleBytes, 'data.bin');
    const file = await hashBlob(disk, { algorithms: ['sha256'], signal });
    const checked = await checkSignatures(file, expectations, { signal });
    expect(Object.values(checked.signatures)).toEqual(['valid']);
    disk.rewrite(sampleBytes.with(2500, 255));
    await expect(checkSignatures(file, expectations, { signal })).rejects.toMatchObject({
      code: 'check/unreadable-file',
      detail: 'data.bin changed while it was checked.',
    });
    // Its bytes of then are still those that were signed.
    expect(await checkSignatures(checked, expectations, { signal })).toBe(checked);
  });

  it('stops when it is aborted', async () => {
    const expectations = await signaturesIn(...(cases[1]?.[1] ?? []));
    const file = await hashBlob(new Blob([sampleBytes]), { algorithms: ['sha256'], signal });
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const options = { signal: controller.signal };
    const checking = checkSignatures(file, expectations, options);
    controller.abort(reason);
    await expect(checking).rejects.toBe(reason);
    await expect(checkSignatures(file, expectations, options)).rejects.toBe(reason);
    await expect(readEvidenceInWorker([], [], 0, controller.signal)).rejects.toBe(reason);
    const later = new AbortController();
    const reading = readEvidenceInWorker(text(samples.rsa3072List), [], 0, later.signal);
    later.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it('says when a legacy signature is over more than fits into memory', async () => {
    const [expectation] = await signaturesIn(...(cases[3]?.[1] ?? []));
    if (expectation?.signature.over.kind !== 'bytes') throw new Error('not legacy');
    const small = { ...expectation.signature, over: { kind: 'bytes', maxBytes: 4999 } } as const;
    const file = await hashBlob(new Blob([sampleBytes]), { algorithms: ['sha256'], signal });
    await expect(
      checkSignatures(file, [{ ...expectation, signature: small }], { signal }),
    ).rejects.toMatchObject({ code: 'check/unreadable-signature' });
  });

  it('reports a worker that can’t answer', async () => {
    const [expectation] = await signaturesIn(...(cases[0]?.[1] ?? []));
    if (!expectation) throw new Error('none');
    const damaged = { ...expectation.signature, key: new Uint8Array([1, 2, 3]) };
    await expect(verifyInWorker(damaged, new Uint8Array(32), signal)).rejects.toMatchObject({
      code: 'check/worker',
    });
  });
});

describe('lists, in a worker', () => {
  it.each([
    ['ECDSA', samples.nistp256Key, samples.nistp256List],
    ['RSA', samples.rsa3072Key, samples.rsa3072List],
  ])('%s: signed, and changed', async (_scheme, key, list) => {
    const good = await readEvidenceInWorker(text(list, key), [], Date.now(), signal);
    expect(good.lists).toMatchObject([{ source: 'signed-list', problem: undefined }]);
    const changed = list.replace('data.bin', 'date.bin');
    const documents = [dropped('SHA256SUMS.asc', changed), ...text(key)];
    const bad = await readEvidenceInWorker(documents, [], Date.now(), signal);
    expect(bad.lists[0]?.problem).toBeInstanceOf(Problem);
    expect(bad.lists[0]?.problem?.code).toBe('check/bad-signature');
  });

  it('without anything', async () => {
    const evidence = await readEvidenceInWorker([], [], Date.now(), signal);
    expect(evidence).toEqual({ items: [], lists: [], signatures: [], questions: [], keys: [] });
  });
});
