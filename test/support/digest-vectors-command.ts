import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vectorFiles } from './digest-vectors.ts';
import { fetchDigestVectors } from './fetch-digest-vectors.ts';

declare module 'vitest/browser' {
  export const commands: {
    /** The text of each of `vectorFiles`, in their order. */
    readonly digestVectors: () => Promise<string[]>;
  };
}

/** What a test in a browser asks for, which has no disk to read from. */
export function digestVectors(): Promise<string[]> {
  const folder = fetchDigestVectors();
  return Promise.all(vectorFiles.map(({ path }) => readFile(join(folder, path), 'utf8')));
}
