import { describe, expect, it } from 'vitest';
import { defaultLimits, formatLimits, parseLimits, type Limits } from '../../src/base/limits';

const some: Limits = {
  uploadRate: 1_048_576,
  downloadRate: 20_000,
  stopAtRatio: 1.5,
  mostPeers: 7,
};

describe('parseLimits', () => {
  it.each([[some], [defaultLimits], [{ ...some, stopAtRatio: 0 }]])(
    'reads what was written: %j',
    (limits) => {
      expect(parseLimits(formatLimits(limits))).toEqual(limits);
    },
  );

  it('writes no limit as null, so that every field is there', () => {
    expect(JSON.parse(formatLimits(defaultLimits))).toEqual({
      uploadRate: null,
      downloadRate: null,
      stopAtRatio: null,
      mostPeers: 40,
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[1,2]'],
    ['an empty object', '{}'],
    ['non-ASCII text', '"総和"'],
    ['unknown fields', '{"__proto__":{"mostPeers":3},"x":1}'],
    ['texts for numbers', '{"uploadRate":"100000","mostPeers":"3"}'],
    ['negative numbers', '{"uploadRate":-1,"downloadRate":-1,"stopAtRatio":-1,"mostPeers":-1}'],
    ['zero', '{"uploadRate":0,"downloadRate":0,"mostPeers":0}'],
    ['too little', '{"uploadRate":19999,"downloadRate":1}'],
    ['too much', '{"uploadRate":1e13,"downloadRate":1e400,"stopAtRatio":1001,"mostPeers":201}'],
    ['fractions', '{"uploadRate":100000.5,"downloadRate":100000.5,"mostPeers":1.5}'],
    ['a text too long to be ours', `{"uploadRate":100000${' '.repeat(1_000)}}`],
  ])('takes the defaults for %s', (_, text) => {
    expect(parseLimits(text)).toEqual(defaultLimits);
  });

  it('keeps the fields that are as they should be', () => {
    expect(parseLimits('{"uploadRate":50000,"downloadRate":"x","mostPeers":1}')).toEqual({
      ...defaultLimits,
      uploadRate: 50_000,
      mostPeers: 1,
    });
  });
});
