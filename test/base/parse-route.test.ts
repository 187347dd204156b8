import { describe, expect, it } from 'vitest';
import { parseRoute, type Route } from '../../src/base/parse-route';

describe('parseRoute', () => {
  it.each([
    ['', { page: 'home' }],
    ['#', { page: 'home' }],
    ['#/', { page: 'home' }],
    ['#/publish', { page: 'publish' }],
    ['#/check', { page: 'check' }],
    ['#/shelf', { page: 'shelf' }],
    ['#/settings', { page: 'settings' }],
    ['/check', { page: 'check' }],
    ['#/Check', { page: 'receive', link: '/Check' }],
    ['#/check/more', { page: 'receive', link: '/check/more' }],
    ['#magnet:?xt=urn:btih:1', { page: 'receive', link: 'magnet:?xt=urn:btih:1' }],
    ['#総和', { page: 'receive', link: '総和' }],
    [`#${'a'.repeat(100_000)}`, { page: 'receive', link: 'a'.repeat(100_000) }],
  ] satisfies [string, Route][])('reads %.40s', (fragment, route) => {
    expect(parseRoute(fragment)).toEqual(route);
  });
});
