import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagesFor } from '../../tools/ensure-tools.js';
import { expandStars } from '../../tools/find-browsers.js';
import { allTools, findCommand, missingTools, requireTool } from '../../tools/find-tools.js';
import { type TemporaryFolder, temporaryFolder } from './make-file';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** An empty file at a path below the folder, which may be run. */
async function executable(...parts: string[]): Promise<string> {
  const path = join(folder.path, ...parts);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '');
  await chmod(path, 0o755);
  return path;
}

describe('findCommand', () => {
  it('takes the first one along the PATH that may be run', async () => {
    await writeFile(join(folder.path, 'tool'), 'not to be run');
    const first = await executable('é one', 'tool');
    const second = await executable('two', 'tool');
    const path = ['', folder.path, join(first, '..'), join(second, '..')].join(delimiter);
    expect(findCommand('tool', path)).toBe(first);
  });

  it.each(['', '/nowhere', delimiter])('finds nothing along %o', (path) => {
    expect(findCommand('tool', path)).toBeUndefined();
  });
});

describe('expandStars', () => {
  it('gives a path without one as it is, there or not', () => {
    expect(expandStars('/nowhere/at all')).toEqual(['/nowhere/at all']);
  });

  it('gives every path that fits, in order', async () => {
    const [b, a] = [await executable('lib/b/kit-4.1/run'), await executable('lib/a/kit-4.0/run')];
    await executable('lib/a/kit-3/run');
    await executable('lib/c/other-4.1/run');
    expect(expandStars(join(folder.path, 'lib/*/kit-4.*/run'))).toEqual([a, b]);
  });

  it.each(['/nowhere/*/x', '/*.nothing'])('gives nothing for %s', (path) => {
    expect(expandStars(path)).toEqual([]);
  });
});

describe('the tools that tests need', () => {
  it('are all here', () => {
    expect(missingTools(allTools).map(({ advice }) => advice)).toEqual([]);
    for (const name of allTools) expect(requireTool(name)).toMatch(/^\//);
  });

  it.each(['', 'minisgin', 'constructor'])('do not include %o', (name) => {
    expect(() => requireTool(name)).toThrow('find-tools.js');
  });
});

describe('packagesFor', () => {
  it('names each package once, in order', () => {
    const tool = (...packages: string[]) => ({ find: () => undefined, packages, advice: '' });
    expect(packagesFor([])).toEqual([]);
    expect(packagesFor([tool('b', 'fonts'), tool('a'), tool('a', 'fonts')])).toEqual([
      'a',
      'b',
      'fonts',
    ]);
  });
});
