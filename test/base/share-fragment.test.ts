import { expect, it } from 'vitest';
import { shareFragment } from '../../src/base/share-fragment';

it.each([
  ['', undefined],
  ['#', undefined],
  ['https://example.org/', undefined],
  ['https://example.org/#/publish', undefined],
  ['javascript:alert(1)', undefined],
  ['magnet:?xt=urn:btih:a', 'magnet:?xt=urn:btih:a'],
  ['MAGNET:?xt=a', 'MAGNET:?xt=a'],
  ['#magnet:?xt=a', 'magnet:?xt=a'],
  ['  https://example.org/x/#magnet:?xt=a&dn=総和\n', 'magnet:?xt=a&dn=総和'],
  ['https://example.org/#magnet:?xt=\r\nurn:btih:a', 'magnet:?xt=urn:btih:a'],
  ['magnet:?xt=a&dn=a#magnet:?xt=b', 'magnet:?xt=a&dn=a#magnet:?xt=b'],
  [`https://example.org/#magnet:?x=${'a'.repeat(99_999)}`, `magnet:?x=${'a'.repeat(99_999)}`],
])('%j', (text, fragment) => {
  expect(shareFragment(text)).toBe(fragment);
});
