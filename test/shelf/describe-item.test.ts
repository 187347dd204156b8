import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { describeItem, describePublished } from '../../src/shelf/describe-item';
import type { KeptRelease } from '../../src/shelf/kept-release';
import type { LiveState, PublishedState } from '../../src/shelf/live-state';
import type { ShelfPhase } from '../../src/shelf/shelf-state';
import type { RestraintNote } from '../../src/swarm/limits/what-to-do';
import { noTransfer } from '../../src/swarm/transfer';

const kept: KeptRelease = {
  infoHash: 'a'.repeat(40),
  link: 'magnet:?xt=urn:btih:a',
  name: '総和.iso',
  size: 200,
  heldBytes: 150,
  since: 1,
  agreed: true,
  withheld: false,
  evicted: false,
};
const atRest = { givenBytes: 0, paused: false };
const held = (...notes: RestraintNote[]) => ({ paused: notes.includes('paused'), notes });
const seeding = { ...noTransfer, size: 200, haveBytes: 200, seeding: true };

describe('describeItem', () => {
  it.each<[Partial<KeptRelease>, boolean, ShelfPhase, string]>([
    [{}, false, 'waiting', 'stopped'],
    [{}, true, 'paused', 'paused'],
    [{ agreed: false }, false, 'left', 'stopped'],
    [{ agreed: false }, true, 'left', 'stopped'],
    [{ withheld: true }, true, 'withheld', 'stopped'],
    [{ evicted: true, withheld: true }, false, 'evicted', 'stopped'],
    [{ link: undefined, evicted: true }, true, 'no-link', 'stopped'],
  ])('without a job: %j, paused: %j', (change, paused, phase, state) => {
    const item = describeItem({ ...kept, ...change }, undefined, { givenBytes: 7, paused });
    expect(item).toMatchObject({ phase, state, givenBytes: 7, heldBytes: 150, canSave: false });
  });

  it.each<[LiveState, ShelfPhase, string]>([
    [{ stage: 'reading-link' }, 'starting', 'seeding'],
    [{ stage: 'choosing' }, 'left', 'stopped'],
    [{ stage: 'receiving', activity: 'metadata' }, 'receiving', 'seeding'],
    [{ stage: 'receiving', activity: 'paused' }, 'stuck', 'seeding'],
    [{ stage: 'receiving', activity: 'pieces', restraint: held('paused') }, 'paused', 'paused'],
    [
      { stage: 'receiving', activity: 'pieces', restraint: held('save-data') },
      'receiving',
      'seeding',
    ],
    [{ stage: 'checking', hashedBytes: 0 }, 'checking', 'seeding'],
    [{ stage: 'ready', transfer: seeding }, 'giving', 'seeding'],
    [{ stage: 'saved', transfer: seeding }, 'giving', 'seeding'],
    [{ stage: 'ready', transfer: noTransfer }, 'not-given', 'stopped'],
    [
      { stage: 'ready', transfer: seeding, restraint: held('ratio-reached') },
      'not-given',
      'stopped',
    ],
    [{ stage: 'saving', transfer: seeding, restraint: held('paused') }, 'paused', 'paused'],
    [{ stage: 'failed', problem: new Problem('release/empty') }, 'failed', 'stopped'],
  ])('with a job: %j', (live, phase, state) => {
    expect(describeItem(kept, live, atRest)).toMatchObject({ phase, state });
  });

  it('believes the job more than what was found in storage before', () => {
    const transfer = { ...noTransfer, size: 200, haveBytes: 180, peers: 3, uploadSpeed: 9 };
    const live: LiveState = { stage: 'receiving', activity: 'pieces', transfer };
    expect(describeItem(kept, live, atRest)).toMatchObject({
      heldBytes: 180,
      peers: 3,
      uploadSpeed: 9,
    });
    const starting = { ...live, transfer: noTransfer };
    expect(describeItem(kept, starting, atRest).heldBytes).toBe(150);
    expect(describeItem({ ...kept, size: undefined }, live, atRest).size).toBe(200);
    expect(describeItem({ ...kept, size: undefined }, starting, atRest).size).toBeUndefined();
  });

  it('says what the browser removed, though a job waits for consent', () => {
    const item = describeItem({ ...kept, evicted: true }, { stage: 'choosing' }, atRest);
    expect(item.phase).toBe('evicted');
  });

  it('lets nothing be saved before the gate is open', () => {
    const ready: LiveState = {
      stage: 'ready',
      transfer: seeding,
      verdict: { kind: 'nothing-to-check' },
    };
    expect(describeItem(kept, ready, atRest)).toMatchObject({ canSave: false, saved: false });
    const open = describeItem(kept, { ...ready, stage: 'saved', file: {} }, atRest);
    expect(open).toMatchObject({ canSave: true, saved: true });
    const saving = { ...ready, stage: 'saving', file: {}, savedBytes: 0 } as const;
    expect(describeItem(kept, saving, atRest).savedBytes).toBe(0);
  });
});

describe('describePublished', () => {
  const published: PublishedState = {
    stage: 'published',
    published: { infoHash: 'b'.repeat(40), name: 'own.iso', size: 200 },
    transfer: seeding,
    restraint: held(),
    problem: undefined,
  };

  it('has nothing to describe before a file is published', () => {
    expect(describePublished({ stage: 'choosing' }, 0)).toBeUndefined();
    expect(describePublished({ stage: 'hashing' }, 0)).toBeUndefined();
  });

  it.each<[Partial<typeof published>, string]>([
    [{}, 'seeding'],
    [{ restraint: held('paused') }, 'paused'],
    [{ restraint: held('low-battery') }, 'stopped'],
    [{ transfer: noTransfer }, 'stopped'],
  ])('takes no room for it, with %j', (change, state) => {
    const item = describePublished({ ...published, ...change }, 7);
    expect(item).toMatchObject({ kind: 'published', name: 'own.iso', heldBytes: 0, state });
  });
});
