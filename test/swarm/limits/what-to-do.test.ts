import { describe, expect, it } from 'vitest';
import { whatToDo, type Situation, type WhatToDo } from '../../../src/swarm/limits/what-to-do';

const usual: Situation = {
  complete: false,
  givenBytes: 0,
  size: 1_000,
  pausedByPerson: false,
  saveData: false,
  lowBattery: false,
  overridden: false,
  withPeers: true,
};
const everything: WhatToDo = { asking: true, giving: true, notes: [] };

describe('whatToDo', () => {
  it.each<[string, number | undefined, Partial<Situation>, WhatToDo]>([
    ['as much as there is', undefined, {}, everything],
    [
      'paused',
      undefined,
      { pausedByPerson: true, saveData: true, complete: true },
      { asking: false, giving: false, notes: ['paused'] },
    ],
    [
      'data-saver: asks on',
      undefined,
      { saveData: true },
      { asking: true, giving: false, notes: ['save-data'] },
    ],
    [
      'low battery: asks on',
      undefined,
      { lowBattery: true },
      { asking: true, giving: false, notes: ['low-battery'] },
    ],
    [
      'both',
      undefined,
      { saveData: true, lowBattery: true },
      { asking: true, giving: false, notes: ['save-data', 'low-battery'] },
    ],
    ['overridden', undefined, { saveData: true, lowBattery: true, overridden: true }, everything],
    ['nobody to give to', 0, { saveData: true, complete: true, withPeers: false }, everything],
    ['ratio not reached', 2, { complete: true, givenBytes: 1_999 }, everything],
    [
      'ratio reached',
      2,
      { complete: true, givenBytes: 2_000 },
      { asking: true, giving: false, notes: ['ratio-reached'] },
    ],
    [
      'ratio reached, which no override lifts',
      2,
      { complete: true, givenBytes: 2_000, overridden: true },
      { asking: true, giving: false, notes: ['ratio-reached'] },
    ],
    ['ratio reached, not complete: gives on', 2, { givenBytes: 2_000 }, everything],
    [
      'ratio reached once, no limit any more',
      undefined,
      { complete: true, givenBytes: 1e15 },
      everything,
    ],
    [
      'ratio of zero: gives while it receives, then nothing',
      0,
      { complete: true },
      { asking: true, giving: false, notes: ['ratio-reached'] },
    ],
    ['size not known', 0, { complete: true, size: 0 }, everything],
  ])('%s', (_, stopAtRatio, situation, expected) => {
    expect(whatToDo({ stopAtRatio }, { ...usual, ...situation })).toEqual(expected);
  });
});
