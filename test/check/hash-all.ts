import type { DigestAlgorithm } from '../../src/base/digest-algorithms';
import type { HashReply, HashRequest } from '../../src/check/hash-contract';

/** Opens a hash session, in this thread or another; returns how to send to it. */
export type Connect = (onReply: (reply: HashReply) => void) => (request: HashRequest) => void;

/**
 * Hashes files one after the other in one session, in both ways that it has: the first half of each as
 * a piece, the rest as a part. Resolves with their digests.
 */
export function hashAll(
  connect: Connect,
  algorithm: DigestAlgorithm,
  files: readonly Uint8Array<ArrayBuffer>[],
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const digests: string[] = [];
    const send = connect((reply) => {
      if (reply.kind === 'failed') reject(new Error(reply.message));
      if (reply.kind === 'finished') digests.push(reply.digests[algorithm] ?? '');
      if (digests.length === files.length) resolve(digests);
    });
    for (const file of files) {
      const half = file.length >> 1;
      send({ kind: 'start', algorithms: [algorithm] });
      send({ kind: 'append', blob: new Blob([file.slice(0, half)]), expectedSha1: undefined });
      send({ kind: 'add', bytes: file.slice(half).buffer });
      send({ kind: 'finish' });
    }
    if (files.length === 0) resolve(digests);
  });
}
