import { describe, expect, it } from 'vitest';
import { tabTitle } from '../../src/view/tab-title';
import type { Work } from '../../src/view/work';
import { work } from './works';

const place = { siteName: 'Samesum', page: 'receive' } as const;

describe('tabTitle', () => {
  it.each<[Work, string]>([
    [work('receiving', { percent: 0 }), '0 % · ubuntu.iso · Samesum'],
    [work('receiving', { percent: 42 }), '42 % · ubuntu.iso · Samesum'],
    [work('checking', { percent: 7 }), 'Checking 7 % · ubuntu.iso · Samesum'],
    [work('checking', { percent: 7, name: undefined }), 'Checking 7 % · Samesum'],
    [work('paused'), 'Paused · ubuntu.iso · Samesum'],
    [work('paused', { percent: 100 }), 'Paused 100 % · ubuntu.iso · Samesum'],
    [work('matches'), '✓ ubuntu.iso · Samesum'],
    [work('matches', { name: undefined }), '✓ Matches · Samesum'],
    [work('saved'), '✓ Saved · ubuntu.iso · Samesum'],
    [work('differs'), '≠ Not as expected · ubuntu.iso · Samesum'],
    [work('stuck', { percent: 42 }), 'Cannot go on 42 % · ubuntu.iso · Samesum'],
    [work('failed', { name: undefined }), 'Cannot go on · Samesum'],
    [work('giving'), 'Passing on · ubuntu.iso · Samesum'],
  ])('%j', (now, title) => {
    expect(tabTitle(now, place)).toBe(title);
  });

  it.each([
    ['home', 'Samesum'],
    ['publish', 'Publish a file · Samesum'],
    ['check', 'Check a file · Samesum'],
    ['shelf', 'Shelf · Samesum'],
    ['settings', 'Settings · Samesum'],
    ['receive', 'Receive a file · Samesum'],
  ] as const)('is the name of the page %s while nothing goes on', (page, title) => {
    expect(tabTitle(undefined, { ...place, page })).toBe(title);
    expect(tabTitle(work('idle'), { ...place, page })).toBe(title);
  });

  it.each([
    ['', 'Not started · (no name) · Samesum'],
    ['総和.iso', 'Not started · 総和.iso · Samesum'],
    ['✓ ubuntu.iso', 'Not started · ✓ ubuntu.iso · Samesum'],
    ['gnp\u202Eexe.png', 'Not started · gnp[U+202E]exe.png · Samesum'],
    ['two\nlines', 'Not started · two[U+000A]lines · Samesum'],
    // Isolated: the figure before it and the extension after it stay where they are.
    ['סיכום 42.exe', 'Not started · \u2068סיכום 42\u2069\u2068.exe\u2069 · Samesum'],
    ['خلاصة', 'Not started · \u2068خلاصة\u2069 · Samesum'],
  ])('the name %j can’t pose as anything else', (name, title) => {
    expect(tabTitle(work('not-started', { name }), place)).toBe(title);
  });

  it('shortens what is too long and keeps the extension', () => {
    const title = tabTitle(work('matches', { name: `${'a'.repeat(5_000)}.exe` }), place);
    expect(title.length).toBeLessThan(200);
    expect(title).toMatch(/^✓ a+…a+\.exe · Samesum$/);
  });
});
