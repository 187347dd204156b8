import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import type { HashRequest } from '../../src/check/hash-contract';
import { OrderedCheck } from '../../src/receive/ordered-check.browser';

const pieceLength = 1_000;

/** A file in pieces; `stored` is what storage gives, and may be changed behind the check's back. */
async function makeFile(length: number) {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8)) & 0xff;
  const count = Math.ceil(length / pieceLength);
  const pieces = Array.from({ length: count }, (_, index) =>
    bytes.slice(index * pieceLength, (index + 1) * pieceLength),
  );
  return {
    count,
    stored: pieces.map((piece): Uint8Array<ArrayBuffer> | Blob | undefined => piece.slice()),
    pieces,
    sha1s: await Promise.all(pieces.map(sha1)),
    sha256: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))),
    length,
  };
}

type TestFile = Awaited<ReturnType<typeof makeFile>>;

/** Whether storage keeps Blobs, or plain bytes. */
let keepsBlobs = true;

function check(file: TestFile, signal: AbortSignal, onDamaged: (index: number) => void) {
  return new OrderedCheck({
    pieces: {
      keepsBlobs: () => Promise.resolve(keepsBlobs),
      read: (index) => {
        const stored = file.stored[index];
        return Promise.resolve(stored && new Blob([stored]));
      },
    },
    length: file.length,
    pieceLength,
    expectedSha1: (index) => file.sha1s[index],
    algorithms: ['sha256'],
    onDamaged,
    signal,
  });
}

/** A Blob of a file that has since lost half of its bytes. */
async function truncatedBlob(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('ordered-check.test', { create: true });
  const write = async (content: Uint8Array<ArrayBuffer>): Promise<void> => {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
  };
  await write(bytes);
  const blob = await handle.getFile();
  await write(bytes.slice(bytes.length / 2));
  return blob;
}

const never = new AbortController().signal;
const unexpected = (index: number): never => {
  throw new Error(`piece ${index} is damaged`);
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['Blobs', true],
  ['plain bytes', false],
])('OrderedCheck over %s', (_, keeps) => {
  beforeEach(() => {
    keepsBlobs = keeps;
  });

  it.each([1, pieceLength, pieceLength + 1, 40 * pieceLength - 7])(
    'hashes %i bytes whose pieces arrive in order',
    async (length) => {
      const file = await makeFile(length);
      const ordered = check(file, never, unexpected);
      for (let index = 0; index < file.count; index++) ordered.offer(index);
      const hashed = await ordered.done;
      expect(hashed.digests.sha256).toBe(file.sha256);
      expect(hashed.size).toBe(length);
      expect(ordered.pieceSha1s.map(toHex)).toEqual(file.sha1s.map(toHex));
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'hashes pieces that arrive in any order, at any moment (seed %i)',
    async (seed) => {
      const file = await makeFile(30 * pieceLength + 1);
      const ordered = check(file, never, unexpected);
      let state = seed;
      const random = (below: number): number => {
        state = (state * 16_807) % 2_147_483_647;
        return state % below;
      };
      const left = Array.from({ length: file.count }, (_, index) => index);
      while (left.length > 0) {
        ordered.offer(left.splice(random(Math.min(6, left.length)), 1)[0] ?? 0);
        for (let turn = random(5); turn > 0; turn--) await Promise.resolve();
        if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(4)));
      }
      expect((await ordered.done).digests.sha256).toBe(file.sha256);
    },
  );

  it.each([0, 5, 11])(
    'finds piece %i damaged or gone, and goes on once it is back',
    async (bad) => {
      for (const broken of [Uint8Array.of(1, 2, 3), undefined]) {
        const file = await makeFile(12 * pieceLength);
        file.stored[bad] = broken;
        const damaged: number[] = [];
        const ordered = check(file, never, (index) => {
          damaged.push(index);
          file.stored[index] = file.pieces[index];
          setTimeout(() => ordered.offer(index), 5);
        });
        for (let index = 0; index < file.count; index++) ordered.offer(index);
        expect((await ordered.done).digests.sha256).toBe(file.sha256);
        expect(damaged).toEqual([bad]);
      }
    },
  );

  it('finds a piece whose file was truncated behind the browser’s back', async () => {
    const file = await makeFile(6 * pieceLength);
    file.stored[2] = await truncatedBlob(file.pieces[2] ?? new Uint8Array());
    const damaged: number[] = [];
    const ordered = check(file, never, (index) => {
      damaged.push(index);
      file.stored[index] = file.pieces[index];
      setTimeout(() => ordered.offer(index), 5);
    });
    for (let index = 0; index < file.count; index++) ordered.offer(index);
    expect((await ordered.done).digests.sha256).toBe(file.sha256);
    expect(damaged).toEqual([2]);
  });

  it('hashes no piece twice, however many are damaged', async () => {
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    const file = await makeFile(160 * pieceLength - 1);
    for (let index = 1; index < file.count - 1; index++)
      file.stored[index] = index % 3 === 0 ? undefined : Uint8Array.of(index);
    const damaged: number[] = [];
    const ordered = check(file, never, (index) => {
      damaged.push(index);
      file.stored[index] = file.pieces[index];
      setTimeout(() => ordered.offer(index));
    });
    for (let index = 0; index < file.count; index++) ordered.offer(index);
    const hashed = await ordered.done;
    expect(hashed.digests.sha256).toBe(file.sha256);
    expect(toHex(await sha1(new Uint8Array(await hashed.blob.arrayBuffer())))).toBe(
      toHex(await sha1(Uint8Array.from(file.pieces.flatMap((piece) => [...piece])))),
    );
    expect(ordered.pieceSha1s.map(toHex)).toEqual(file.sha1s.map(toHex));
    expect(ordered.hashedBytes).toBe(file.length);
    // What is missing is found before what is damaged.
    expect(damaged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 158 }, (_, i) => i + 1));
    expect(new Set(posted.mock.contexts).size).toBe(1);
    const requests = posted.mock.calls.map(([request]) => request as HashRequest);
    // Each damaged piece is given twice, and with it the three behind it that were on their way.
    expect(requests.filter(({ kind }) => kind === 'append').length).toBeLessThan(160 * 5);
  });

  it('ends with the reason of its signal while it reads, and asks for nothing then', async () => {
    const file = await makeFile(3 * pieceLength);
    file.stored[0] = undefined;
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const ordered = check(file, controller.signal, unexpected);
    ordered.offer(0);
    controller.abort(reason);
    await expect(ordered.done).rejects.toBe(reason);
  });

  it('ends with the reason of its signal', async () => {
    const file = await makeFile(3 * pieceLength);
    const controller = new AbortController();
    const ordered = check(file, controller.signal, unexpected);
    ordered.offer(0);
    controller.abort();
    await expect(ordered.done).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('OrderedCheck over plain bytes', () => {
  beforeEach(() => {
    keepsBlobs = false;
  });

  it('reads each record once, and only when all of them are here', async () => {
    const file = await makeFile(20 * pieceLength - 3);
    const read = vi.fn((index: number) => Promise.resolve(new Blob([file.pieces[index] ?? ''])));
    const ordered = new OrderedCheck({
      pieces: { read, keepsBlobs: () => Promise.resolve(false) },
      length: file.length,
      pieceLength,
      expectedSha1: () => undefined,
      algorithms: ['sha256'],
      onDamaged: unexpected,
      signal: never,
    });
    for (let index = 0; index < file.count - 1; index++) ordered.offer(index);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(read).not.toHaveBeenCalled();
    ordered.offer(file.count - 1);
    expect((await ordered.done).digests.sha256).toBe(file.sha256);
    expect(read.mock.calls.map(([index]) => index)).toEqual([...file.pieces.keys()]);
  });

  it('offers the bytes that it hashed, whatever becomes of the records', async () => {
    const file = await makeFile(5 * pieceLength);
    const ordered = check(file, never, unexpected);
    for (let index = 0; index < file.count; index++) ordered.offer(index);
    const hashed = await ordered.done;
    for (const stored of file.stored) if (stored instanceof Uint8Array) stored.fill(0);
    const offered = await crypto.subtle.digest('SHA-256', await hashed.blob.arrayBuffer());
    expect(toHex(new Uint8Array(offered))).toBe(file.sha256);
  });

  it('hashes what it composed, not what is stored by then', async () => {
    const file = await makeFile(9 * pieceLength);
    const ordered = check(file, never, unexpected);
    const appended = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (
      this: Worker,
      request: unknown,
    ) {
      // Its first message: the file has been composed, and nothing of it has been hashed.
      for (const stored of file.stored) if (stored instanceof Uint8Array) stored.fill(0);
      appended.mockRestore();
      this.postMessage(request);
    });
    for (let index = 0; index < file.count; index++) ordered.offer(index);
    expect((await ordered.done).digests.sha256).toBe(file.sha256);
  });
});
