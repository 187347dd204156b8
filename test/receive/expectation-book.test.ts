import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../src/release/expectation';
import { ExpectationBook } from '../../src/receive/expectation-book';

const hex = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
const file = { name: 'f.iso' };
const fromLink: Expectation = {
  digest: { algorithm: 'sha256', hex },
  source: 'link',
  name: undefined,
};

describe('ExpectationBook', () => {
  it('is empty at first and holds only what came with the release', () => {
    const book = new ExpectationBook();
    expect(book.report).toEqual({ kind: 'empty' });
    expect(book.with([fromLink])).toEqual([fromLink]);
  });

  it('adds what was pasted to what came with the release', () => {
    const book = new ExpectationBook();
    book.read(hex, file);
    expect(book.report.kind).toBe('recognised');
    expect(book.with([fromLink])).toEqual([fromLink, { ...fromLink, source: 'pasted' }]);
  });

  it('forgets the earlier text when a new one is pasted, also one that can’t be read', () => {
    const book = new ExpectationBook();
    book.read(hex, file);
    book.read('not a checksum', file);
    expect(book.report.kind).toBe('problem');
    expect(book.with([])).toEqual([]);
    book.read('', file);
    expect(book.report).toEqual({ kind: 'empty' });
  });

  it('matches a list anew when the name turns out to be another', () => {
    const book = new ExpectationBook();
    book.read(`${hex}  f.iso`, { name: 'download-1234' });
    expect(book.with([])).toEqual([]);
    book.read(book.text, file);
    expect(book.with([])).toHaveLength(1);
  });
});
