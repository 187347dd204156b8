import { createCipheriv, createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** `size` bytes that look random and are the same for the same `seed` every time. */
export function makeBytes(size: number, seed: string): Uint8Array<ArrayBuffer> {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-256-ctr', key, new Uint8Array(16));
  return new Uint8Array(stream.update(new Uint8Array(size)));
}

/** Lower-case hexadecimal digest. */
export function hashOf(algorithm: HashName, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

export interface MadeFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  hash(algorithm: HashName): string;
}

/** A folder that exists until `remove()`. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file of `size` bytes; its content depends on `seed` (default: its name) alone. */
  file(name: string, size: number, seed?: string): Promise<MadeFile>;
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'samesum-'));
  return {
    path,
    async file(name, size, seed = name) {
      const bytes = makeBytes(size, seed);
      const filePath = join(path, name);
      await writeFile(filePath, bytes);
      return { name, path: filePath, bytes, hash: (algorithm) => hashOf(algorithm, bytes) };
    },
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
