import { describe, expect, it } from 'vitest';
import { hostOf, hostsOf } from '../../src/base/host-of';

describe('hostOf', () => {
  it.each([
    ['https://example.org/a/b?c', 'example.org'],
    ['wss://tracker.example:8443/announce', 'tracker.example:8443'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['not a \u202Eurl', 'not a [U+202E]url'],
    ['', ''],
  ])('%j is %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});

describe('hostsOf', () => {
  it('names each host once, in order', () => {
    const urls = ['https://b.example/1', 'https://a.example/', 'https://b.example/2'];
    expect(hostsOf(urls)).toEqual(['b.example', 'a.example']);
  });

  it('takes none', () => {
    expect(hostsOf([])).toEqual([]);
  });
});
