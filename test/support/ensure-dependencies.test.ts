import { describe, expect, it } from 'vitest';
import { isInstalled, isNodeNewEnough } from '../../tools/ensure-dependencies.js';

describe('isInstalled', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/lit': { version: '3.3.3' },
      'node_modules/for-another-system': { version: '1.0.0', optional: true },
    },
  };

  it.each([
    ['nothing', undefined, false],
    ['an empty folder', { packages: {} }, false],
    ['everything', { packages: { 'node_modules/lit': { version: '3.3.3' } } }, true],
    ['an older version', { packages: { 'node_modules/lit': { version: '3.3.2' } } }, false],
  ])('%s', (_, installed, expected) => {
    expect(isInstalled(wanted, installed)).toBe(expected);
  });
});

describe('isNodeNewEnough', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.9', false],
    ['20.19.0', true],
    ['22.1.0', true],
  ])('%s', (version, expected) => {
    expect(isNodeNewEnough(version)).toBe(expected);
  });
});
