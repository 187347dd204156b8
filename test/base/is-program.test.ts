import { expect, it } from 'vitest';
import { isProgram } from '../../src/base/is-program';

it.each([
  ['', false],
  ['exe', false],
  ['.', false],
  ['movie.mkv', false],
  ['disk.iso', false],
  ['archive.tar.gz', false],
  ['setup.exe', true],
  ['SETUP.EXE', true],
  ['.exe', true],
  ['setup.exe. . ', true],
  ['setup.exe.txt', false],
  ['photo\u202Egnp.exe', true],
  ['総和.sh', true],
  ['run.AppImage', true],
  [`${'a'.repeat(10_000)}.msi`, true],
])('%j: %s', (name, program) => {
  expect(isProgram(name)).toBe(program);
});
