import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { startWorker } from '../../src/base/start-worker.browser';
import { hashBlob } from '../../src/check/hash-blob.browser';
import type { HashReply } from '../../src/check/hash-contract';
import workerUrl from '../../src/check/hash-worker.browser?worker&url';
import { readVectors, vectorFiles } from '../support/digest-vectors';
import { hashAll, type Connect } from './hash-all';

const downloadMs = 180_000;
const { signal } = new AbortController();

let worker: Worker;
let texts: readonly string[];
beforeAll(async () => {
  texts = await commands.digestVectors();
  worker = startWorker(workerUrl);
}, downloadMs);
afterAll(() => {
  worker.terminate();
});

const connect: Connect = (onReply) => {
  worker.onmessage = ({ data }: MessageEvent<HashReply>) => {
    onReply(data);
  };
  return (request) => {
    worker.postMessage(request);
  };
};

describe('published vectors through the hash worker of this browser', () => {
  let passed = 0;

  it.each(vectorFiles)('$algorithm: $count of $path', async (file) => {
    const { algorithm, count } = file;
    const vectors = readVectors(texts[vectorFiles.indexOf(file)] ?? '');
    expect(vectors).toHaveLength(count);
    const messages = vectors.map(({ message }) => message);
    const digests = await hashAll(connect, algorithm, messages);
    expect(digests).toEqual(vectors.map(({ digest }) => digest));
    passed += count;
  });

  it.each(vectorFiles)('$algorithm: the last of $path as a whole Blob', async (file) => {
    const { algorithm } = file;
    const last = readVectors(texts[vectorFiles.indexOf(file)] ?? '').at(-1);
    const blob = new Blob(last && [last.message]);
    const { digests } = await hashBlob(blob, { algorithms: [algorithm], signal });
    expect(digests).toEqual({ [algorithm]: last?.digest });
  });

  it('are all there', () => {
    const browser = navigator.userAgent.includes('Firefox') ? 'Firefox' : 'Chromium';
    console.log(`${browser}: ${passed} published vectors passed.`);
    expect(passed).toBe(2039);
  });
});
