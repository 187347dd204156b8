import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { hashBlob, rehash } from '../../src/check/hash-blob.browser';
import { PieceHasher } from '../../src/check/piece-hasher.browser';

const { signal } = new AbortController();
const MiB = 1024 * 1024;

async function webCrypto(algorithm: 'SHA-1' | 'SHA-256' | 'SHA-512', blob: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest(algorithm, await blob.arrayBuffer())));
}

/** Bytes without a short period, the same in every run. */
function noise(size: number): Blob {
  let state = 1;
  return new Blob([
    Uint8Array.from({ length: size }, () => (state = (state * 48271) % 0x7fffffff)),
  ]);
}

describe('the hash worker in this browser', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ])('hashes %j', async (text, md5) => {
    const blob = new Blob([text]);
    const file = await hashBlob(blob, { algorithms: ['md5', 'sha1', 'sha256', 'sha512'], signal });
    expect(file.digests).toEqual({
      md5,
      sha1: await webCrypto('SHA-1', blob),
      sha256: await webCrypto('SHA-256', blob),
      sha512: await webCrypto('SHA-512', blob),
    });
  });

  it('hashes a million a', async () => {
    const file = await hashBlob(new Blob(['a'.repeat(1_000_000)]), {
      algorithms: ['sha256'],
      signal,
      partBytes: 7919,
    });
    expect(file.digests.sha256).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  it('hashes more than a window of parts, and keeps the bytes', async () => {
    const blob = noise(6 * MiB + 5);
    const progress: number[] = [];
    const file = await hashBlob(blob, {
      algorithms: ['sha256'],
      signal,
      partBytes: MiB,
      onProgress: (hashedBytes) => progress.push(hashedBytes),
    });
    expect(file.digests.sha256).toBe(await webCrypto('SHA-256', blob));
    expect(await webCrypto('SHA-256', file.blob)).toBe(file.digests.sha256);
    expect(progress.at(-1)).toBe(blob.size);
    const more = await rehash(file, ['sha512'], { signal });
    expect(more.blob).toBe(file.blob);
    expect(more.digests).toEqual({ ...file.digests, sha512: await webCrypto('SHA-512', blob) });
  });

  it('hashes pieces in order, and goes on at a damaged one', async () => {
    const hasher = new PieceHasher({ algorithms: ['sha256'], signal });
    const sha1OfB = new Uint8Array(
      await crypto.subtle.digest('SHA-1', new TextEncoder().encode('b')),
    );
    const kinds = async (texts: string[]) => {
      const appending = texts.map((text) =>
        hasher.append(new Blob([text]), text === 'a' ? undefined : sha1OfB),
      );
      return (await Promise.all(appending)).map(({ kind }) => kind);
    };
    expect(await kinds(['a', 'x', 'b'])).toEqual(['appended', 'damaged', 'skipped']);
    hasher.resume();
    expect(await kinds(['b', 'b'])).toEqual(['appended', 'appended']);
    const file = await hasher.finish();
    expect(await file.blob.text()).toBe('abb');
    expect(file.digests.sha256).toBe(await webCrypto('SHA-256', new Blob(['abb'])));
  });

  it('stops at once when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const hashing = hashBlob(noise(MiB), {
      algorithms: ['sha512'],
      signal: controller.signal,
      partBytes: 1024,
      onProgress: () => {
        controller.abort(reason);
      },
    });
    await expect(hashing).rejects.toBe(reason);
  });
});
