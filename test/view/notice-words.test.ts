import { describe, expect, it } from 'vitest';
import { noticeWords } from '../../src/view/notice-words';
import type { Phase } from '../../src/view/work';
import { work } from './works';

describe('noticeWords', () => {
  it.each<[Phase, Phase, string | undefined]>([
    ['checking', 'matches', 'It matches'],
    ['checking', 'weak', 'Only a weak checksum matches'],
    ['checking', 'differs', 'It is not as expected'],
    ['checking', 'could-not-check', 'It could not be checked'],
    ['checking', 'nothing-to-check', 'There is nothing to compare it with yet'],
    ['checking', 'checked', 'The files have been checked'],
    ['receiving', 'stuck', 'It cannot go on by itself'],
    ['receiving', 'failed', 'It stopped'],
    ['publishing', 'giving', 'The share link is ready'],
    ['publishing', 'not-giving', 'The share link is ready'],
    ['saving', 'saved', 'Saved'],
    ['saving', 'not-saved', 'It was not saved'],
    // Not an end, or the person's own doing.
    ['looking', 'receiving', undefined],
    ['receiving', 'checking', undefined],
    ['receiving', 'receiving', undefined],
    ['receiving', 'paused', undefined],
    ['receiving', 'not-started', undefined],
    ['publishing', 'idle', undefined],
    ['giving', 'not-giving', undefined],
    ['reading-link', 'failed', undefined],
    ['matches', 'matches', undefined],
  ])('from %s to %s: %s', (before, now, title) => {
    expect(noticeWords(work(before), work(now))?.title).toBe(title);
  });

  it.each([
    ['総和.iso', 'All of “総和.iso” was compared.'],
    ['', 'All of (no name) was compared.'],
    ['a” is safe. “\u202E', 'All of “a is safe.” was compared.'],
  ])('quotes the name %j', (name, body) => {
    const now = work('matches', { name });
    expect(noticeWords(work('checking', { name }), now)?.body).toBe(body);
  });

  it('cuts a name that is too long', () => {
    const name = 'a'.repeat(5_000);
    const words = noticeWords(work('checking', { name }), work('matches', { name }));
    expect(words?.body.length).toBeLessThan(150);
  });

  it('does without a name where there is none, and keeps that of what ended', () => {
    const nameless = { name: undefined };
    expect(noticeWords(work('looking', nameless), work('failed', nameless))?.body).toContain(
      'the file',
    );
    expect(noticeWords(work('publishing'), work('failed', nameless))?.body).toContain('ubuntu.iso');
  });
});
