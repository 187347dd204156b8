import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

class FakeWorker {
  constructor(
    readonly url: unknown,
    readonly options: WorkerOptions,
  ) {}
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://example.org', protocol: 'https:' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/app/' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const load = () => import('../../src/base/start-worker.browser');

describe('startWorker', () => {
  it.each([
    ['worker.js', 'https://example.org/app/worker.js'],
    ['/assets/w.js?worker', 'https://example.org/assets/w.js?worker'],
    ['https://example.org/w.js', 'https://example.org/w.js'],
  ])('starts %s', async (url, absolute) => {
    const { startWorker } = await load();
    expect(startWorker(url)).toEqual({ url: absolute, options: { type: 'module' } });
  });

  it.each([
    'https://example.com/w.js',
    'http://example.org/w.js',
    'https://example.org:8443/w.js',
    '//evil.example/w.js',
    'data:text/javascript,1',
    'blob:https://example.org/6b0d3b0e',
    'javascript:1',
  ])('refuses %s', async (url) => {
    const { startWorker } = await load();
    expect(() => startWorker(url)).toThrow(TypeError);
  });

  it('makes one policy where Trusted Types exist, and passes every address through it', async () => {
    const createPolicy = vi.fn(
      (_name: string, rules: { createScriptURL(url: string): string }) => ({
        createScriptURL: (url: string) => ({ trusted: rules.createScriptURL(url) }),
      }),
    );
    vi.stubGlobal('trustedTypes', { createPolicy });
    const { startWorker } = await load();
    expect(createPolicy).not.toHaveBeenCalled();
    startWorker('a.js');
    expect(startWorker('b.js')).toMatchObject({ url: { trusted: 'https://example.org/app/b.js' } });
    expect(() => startWorker('https://example.com/w.js')).toThrow(TypeError);
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['app-worker']);
  });
});
