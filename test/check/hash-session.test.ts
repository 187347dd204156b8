import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { toHex } from '../../src/base/bytes';
import type { HashReply, HashRequest } from '../../src/check/hash-contract';
import { HashSession } from '../../src/check/hash-session.browser';
import type { DigestAlgorithm } from '../../src/base/digest-algorithms';

const every = ['md5', 'sha1', 'sha256', 'sha512'] satisfies DigestAlgorithm[];

/** The replies to `requests`, when as many as `count` have come. */
function converse(requests: HashRequest[], count: number): Promise<HashReply[]> {
  return new Promise((resolve) => {
    const replies: HashReply[] = [];
    const session = new HashSession((reply) => {
      replies.push(reply);
      if (replies.length === count) setTimeout(resolve, 20, replies);
    });
    for (const request of requests) session.receive(request);
  });
}

const append = (
  bytes: Uint8Array<ArrayBuffer> | string,
  expectedSha1?: Uint8Array,
): HashRequest => ({
  kind: 'append',
  blob: new Blob([bytes]),
  expectedSha1,
});

const start: HashRequest = { kind: 'start', algorithms: every };
const finish: HashRequest = { kind: 'finish' };
const oracle = (bytes: Uint8Array | string) =>
  Object.fromEntries(every.map((a) => [a, createHash(a).update(bytes).digest('hex')]));
const sha1Of = (bytes: Uint8Array | string) =>
  new Uint8Array(createHash('sha1').update(bytes).digest());

describe('HashSession', () => {
  it('hashes nothing', async () => {
    expect(await converse([start, finish], 1)).toEqual([
      {
        kind: 'finished',
        digests: {
          // RFC 1321 A.5, FIPS 180.
          md5: 'd41d8cd98f00b204e9800998ecf8427e',
          sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
          sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          sha512:
            'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
        },
      },
    ]);
  });

  it('hashes abc, in one piece and in three', async () => {
    const digests = {
      md5: '900150983cd24fb0d6963f7d28e17f72',
      sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sha512:
        'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    };
    const [first, whole] = await converse([start, append('abc'), finish], 2);
    expect(first).toEqual({ kind: 'appended', sha1: sha1Of('abc') });
    expect(whole).toEqual({ kind: 'finished', digests });
    const parts = await converse([start, append('a'), append(''), append('bc'), finish], 4);
    expect(parts.at(-1)).toEqual({ kind: 'finished', digests });
  });

  it('hashes a million a', async () => {
    const thousand = append('a'.repeat(1000));
    const requests = [start, ...Array.from({ length: 1000 }, () => thousand), finish];
    expect((await converse(requests, 1001)).at(-1)).toMatchObject({
      digests: {
        sha1: '34aa973cd4c4daa4f61eeb2bdbad27316534016f',
        sha256: 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
      },
    });
  });

  it.each([1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 16_384, 300_001])(
    'agrees with Node on %d random bytes in uneven pieces',
    async (size) => {
      const bytes = new Uint8Array(randomBytes(size));
      const cut = Math.floor(size / 3);
      const requests = [start, append(bytes.slice(0, cut)), append(bytes.slice(cut)), finish];
      expect((await converse(requests, 3)).at(-1)).toEqual({
        kind: 'finished',
        digests: oracle(bytes),
      });
    },
  );

  it('computes only what it is asked for', async () => {
    const requests: HashRequest[] = [
      { kind: 'start', algorithms: ['sha256'] },
      append('abc'),
      finish,
    ];
    expect((await converse(requests, 2)).at(-1)).toEqual({
      kind: 'finished',
      digests: { sha256: oracle('abc')['sha256'] },
    });
  });

  const unreadable = (arrayBuffer: () => Promise<ArrayBuffer>) => ({
    kind: 'append' as const,
    blob: Object.assign(new Blob(['abc']), { arrayBuffer }),
    expectedSha1: undefined,
  });

  it.each<[string, HashRequest, string]>([
    ['has another SHA-1', append('x', sha1Of('b')), 'damaged'],
    ['has half a SHA-1', append('x', sha1Of('x').slice(0, 19)), 'damaged'],
    ['is empty', append('', sha1Of('b')), 'damaged'],
    ['can’t be read', unreadable(() => Promise.reject(new Error('gone'))), 'unreadable'],
    ['is truncated', unreadable(() => Promise.resolve(new ArrayBuffer(2))), 'unreadable'],
    ['is too long', unreadable(() => Promise.resolve(new ArrayBuffer(4))), 'unreadable'],
  ])('takes nothing after a piece that %s, until it is told to', async (_what, broken, kind) => {
    const replies = await converse(
      [
        start,
        append('a'),
        broken,
        append('b'),
        broken,
        append('c', sha1Of('c')),
        { kind: 'resume' },
        append('b'),
        append('c', sha1Of('c')),
        finish,
      ],
      8,
    );
    expect(replies).toEqual([
      { kind: 'appended', sha1: sha1Of('a') },
      { kind },
      { kind: 'skipped' },
      { kind: 'skipped' },
      { kind: 'skipped' },
      { kind: 'appended', sha1: sha1Of('b') },
      { kind: 'appended', sha1: sha1Of('c') },
      { kind: 'finished', digests: oracle('abc') },
    ]);
  });

  it('can be damaged again after it went on', async () => {
    const broken = append('x', sha1Of('a'));
    const resume: HashRequest = { kind: 'resume' };
    const replies = await converse(
      [start, broken, append('b'), resume, broken, append('b'), resume, append('a'), finish],
      6,
    );
    expect(replies.map((reply) => reply.kind)).toEqual([
      'damaged',
      'skipped',
      'damaged',
      'skipped',
      'appended',
      'finished',
    ]);
    expect(replies.at(-1)).toEqual({ kind: 'finished', digests: oracle('a') });
  });

  it('gives no digests while a piece is missing', async () => {
    const replies = await converse([start, append('x', sha1Of('a')), append('b'), finish], 3);
    expect(replies.map((reply) => reply.kind)).toEqual(['damaged', 'skipped', 'failed']);
  });

  const add = (text: string): HashRequest => ({
    kind: 'add',
    bytes: new TextEncoder().encode(text).buffer,
  });

  it('adds parts without a SHA-1 of their own', async () => {
    const sha1 = vi.spyOn(crypto.subtle, 'digest');
    expect(await converse([start, add('ab'), add(''), add('c'), finish], 4)).toEqual([
      { kind: 'added' },
      { kind: 'added' },
      { kind: 'added' },
      { kind: 'finished', digests: oracle('abc') },
    ]);
    expect(sha1).not.toHaveBeenCalled();
    sha1.mockRestore();
  });

  it('adds nothing while a piece is missing', async () => {
    const replies = await converse([start, append('x', sha1Of('a')), add('b'), finish], 2);
    expect(replies.map((reply) => reply.kind)).toEqual(['damaged', 'failed']);
  });

  it('hashes one file after the other', async () => {
    const replies = await converse([start, add('a'), finish, start, add('b'), finish], 4);
    expect(replies.filter((reply) => reply.kind === 'finished')).toEqual([
      { kind: 'finished', digests: oracle('a') },
      { kind: 'finished', digests: oracle('b') },
    ]);
  });

  it('keeps the order when a later piece is read sooner', async () => {
    const slow = new Blob(['a']);
    slow.arrayBuffer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return new TextEncoder().encode('a').buffer;
    };
    const requests: HashRequest[] = [
      start,
      { kind: 'append', blob: slow, expectedSha1: undefined },
      append('b'),
      finish,
    ];
    const replies = await converse(requests, 3);
    expect(replies.at(0)).toEqual({ kind: 'appended', sha1: sha1Of('a') });
    expect(replies.at(-1)).toEqual({ kind: 'finished', digests: oracle('ab') });
  });

  it('reads pieces before their turn', async () => {
    let read = 0;
    const counting = () => {
      const blob = new Blob(['a']);
      blob.arrayBuffer = () => {
        read++;
        return new Promise(() => undefined);
      };
      return blob;
    };
    const session = new HashSession(() => undefined);
    session.receive(start);
    for (let i = 0; i < 4; i++)
      session.receive({ kind: 'append', blob: counting(), expectedSha1: undefined });
    await Promise.resolve();
    expect(read).toBe(4);
  });

  it('fails for good when its hasher does', async () => {
    const failing = vi.spyOn(crypto.subtle, 'digest').mockRejectedValueOnce(new Error('no memory'));
    const replies = await converse([start, append('a'), append('b'), finish], 1);
    failing.mockRestore();
    expect(replies).toEqual([{ kind: 'failed', message: 'Error: no memory' }]);
  });

  it.each<[string, HashRequest[]]>([
    ['a piece before the start', [append('a')]],
    ['the end before the start', [finish]],
  ])('fails at %s', async (_what, requests) => {
    expect((await converse(requests, 1)).map((reply) => reply.kind)).toEqual(['failed']);
  });

  it('fails at a piece after the end', async () => {
    const replies = await converse([start, finish, append('a')], 2);
    expect(replies.map((reply) => reply.kind)).toEqual(['finished', 'failed']);
  });

  it('gives SHA-1 in bytes', async () => {
    const [reply] = await converse([start, append('abc')], 1);
    expect(reply?.kind === 'appended' && toHex(reply.sha1)).toBe(
      'a9993e364706816aba3e25717850c26c9cd0d89d',
    );
  });
});
