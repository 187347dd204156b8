import { describe, expect, it } from 'vitest';
import { matchChecksums } from '../../src/check/match-checksums';
import { parseChecksums } from '../../src/check/parse-checksums';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const md5 = 'c'.repeat(32);
const match = (text: string, name = 'f.iso') => matchChecksums(parseChecksums(text), { name });
const sha256 = (hex: string) => ({ algorithm: 'sha256', hex });

describe('matchChecksums', () => {
  it('takes a digest on its own', () => {
    expect(match(a)).toEqual({
      kind: 'expectations',
      expectations: [{ digest: sha256(a), source: 'pasted', name: undefined }],
      summary: 'A SHA-256, on its own.',
    });
    expect(match(md5)).toMatchObject({ summary: 'An MD5, on its own.' });
  });

  it('takes one line for this file', () => {
    expect(match(`${a}  f.iso`)).toEqual({
      kind: 'expectations',
      expectations: [{ digest: sha256(a), source: 'pasted', name: 'f.iso' }],
      summary: 'SHA-256 for f.iso.',
    });
  });

  it('takes the line for this file from a list', () => {
    expect(match(`${b}  g.iso\n${a} *f.iso\n${b}  F.ISO`)).toEqual({
      kind: 'expectations',
      expectations: [{ digest: sha256(a), source: 'list', name: 'f.iso' }],
      summary: 'SHA-256 for f.iso, from a list of 3.',
    });
  });

  it('takes several algorithms for one name, and one digest once', () => {
    const matched = match(`${a}  f.iso\n${md5}  f.iso\n${a}  ./f.iso`);
    expect(matched).toEqual({
      kind: 'expectations',
      expectations: [
        { digest: sha256(a), source: 'list', name: 'f.iso' },
        { digest: { algorithm: 'md5', hex: md5 }, source: 'list', name: 'f.iso' },
      ],
      summary: 'SHA-256 and MD5 for f.iso, from a list of 3.',
    });
  });

  it.each([
    ['./f.iso', 'f.iso'],
    ['dir/sub/f.iso', 'f.iso'],
    ['/f.iso', 'f.iso'],
    ['\u202Eфайл 名.iso', '\u202Eфайл 名.iso'],
  ])('%s is %s', (listed, name) => {
    expect(match(`${a}  ${listed}`, name).kind).toBe('expectations');
  });

  it.each([
    ['f.iso.sig', 'f.iso'],
    ['F.iso', 'f.iso'],
    ['xf.iso', 'f.iso'],
    ['d\\f.iso', 'f.iso'],
    ['f.iso/', 'f.iso'],
    ['dir/', ''],
    ['e\u0301.iso', 'é.iso'],
    [`${'f'.repeat(5000)}.iso`, 'f.iso'],
  ])('%s is not %s', (listed, name) => {
    expect(match(`${a}  ${listed}`, name)).toMatchObject({
      kind: 'problem',
      problem: { code: 'check/other-file', detail: expect.stringContaining(listed) as string },
    });
  });

  it('names how many lines have other names', () => {
    expect(match(`${a}  g.iso\n${b}  h.iso`)).toMatchObject({
      kind: 'problem',
      problem: { code: 'check/not-in-list', detail: '2 lines, none of them for f.iso.' },
    });
  });

  it.each([`${a}  f.iso\n${b}  f.iso`, `${a}  f.iso\n${md5}  f.iso\n${b}  old/f.iso`])(
    'refuses two digests of one algorithm for one name',
    (text) => {
      expect(match(text)).toMatchObject({
        kind: 'problem',
        problem: { code: 'check/conflict', detail: 'Two different SHA-256 for f.iso.' },
      });
    },
  );

  it('passes a problem on', () => {
    expect(match('')).toMatchObject({ kind: 'problem', problem: { code: 'check/empty' } });
  });
});
