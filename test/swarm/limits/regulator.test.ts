import { beforeEach, describe, expect, it } from 'vitest';
import { defaultLimits, type KeptLimits, type Limits } from '../../../src/base/limits';
import { Observable } from '../../../src/base/observable';
import { noConditions, type Conditions } from '../../../src/swarm/limits/conditions';
import { Regulator, type Progress } from '../../../src/swarm/limits/regulator';
import type { Switches } from '../../../src/swarm/limits/switches';

class Settings extends Observable<KeptLimits> {
  change(limits: Partial<Limits>): void {
    this.set({ limits: { ...this.state.limits, ...limits }, kept: true });
  }
}

class Device extends Observable<Conditions> {
  change(conditions: Partial<Conditions>): void {
    this.set({ ...this.state, ...conditions });
  }
  override(): void {
    this.change({ overridden: true });
  }
}

class FakeReleases {
  readonly bytes = new Map<string, number>();
  readonly paused = new Set<string>();
  given = (infoHash: string): number => this.bytes.get(infoHash) ?? 0;
  addGiven = (infoHash: string, more: number): void =>
    void this.bytes.set(infoHash, this.given(infoHash) + more);
  isPaused = (infoHash: string): boolean => this.paused.has(infoHash);
  setPaused = (infoHash: string, paused: boolean): void => {
    if (paused) this.paused.add(infoHash);
    else this.paused.delete(infoHash);
  };
}

/** A swarm that writes down what it is told. */
function fakeSwarm(): Switches & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    setAsking: (on) => void told.push(`asking ${on ? 'on' : 'off'}`),
    setGiving: (on) => void told.push(`giving ${on ? 'on' : 'off'}`),
    setMostPeers: (most) => void told.push(`peers ${most}`),
  };
}

const seeding: Progress = {
  complete: true,
  size: 1_000,
  withPeers: true,
  toPeersBytes: 0,
};

let settings: Settings;
let device: Device;
let releases: FakeReleases;
let changes: number;
let regulator: Regulator;

beforeEach(() => {
  settings = new Settings({ limits: defaultLimits, kept: true });
  device = new Device(noConditions);
  releases = new FakeReleases();
  changes = 0;
  const ports = { limits: settings, conditions: device, releases };
  regulator = new Regulator(ports, 'a', () => changes++);
});

describe('Regulator', () => {
  it('tells a swarm at once what holds, and then only what changes', () => {
    const swarm = fakeSwarm();
    regulator.attach(swarm);
    expect(swarm.told.splice(0)).toEqual(['peers 40', 'asking on', 'giving on']);
    regulator.report(seeding);
    settings.change({ uploadRate: 50_000 });
    expect(swarm.told).toEqual([]);
    settings.change({ mostPeers: 3 });
    expect(swarm.told).toEqual(['peers 3', 'asking on', 'giving on']);
    expect(changes).toBe(2);
  });

  it('pauses and resumes, also what joins later', () => {
    regulator.pause();
    const swarm = fakeSwarm();
    regulator.attach(swarm);
    expect(swarm.told.splice(0)).toEqual(['peers 40', 'asking off', 'giving off']);
    expect(regulator.restraint).toEqual({ paused: true, notes: ['paused'] });
    expect(releases.paused).toEqual(new Set(['a']));
    regulator.resume();
    expect(swarm.told).toEqual(['peers 40', 'asking on', 'giving on']);
    expect(regulator.restraint).toEqual({ paused: false, notes: [] });
  });

  it('controls a source that only asks', () => {
    const told: boolean[] = [];
    regulator.attach({ setAsking: (on) => void told.push(on) });
    regulator.pause();
    expect(told).toEqual([true, false]);
  });

  it('says nothing to a swarm that was left, or after it was closed', () => {
    const [left, swarm] = [fakeSwarm(), fakeSwarm()];
    regulator.attach(left)();
    regulator.attach(swarm);
    regulator.pause();
    expect(left.told).toHaveLength(3);
    expect(swarm.told).toHaveLength(6);
    regulator.close();
    settings.change({ mostPeers: 1 });
    expect(swarm.told).toHaveLength(6);
    expect(changes).toBe(0);
  });

  it('counts what is given over several swarms and stops at the ratio', () => {
    settings.change({ stopAtRatio: 2 });
    releases.bytes.set('a', 500);
    for (const toPeersBytes of [0, 400, 400, 900]) regulator.report({ ...seeding, toPeersBytes });
    expect(releases.given('a')).toBe(1_400);
    // Another swarm counts from nothing.
    regulator.report({ ...seeding, toPeersBytes: 500 });
    expect(regulator.restraint.notes).toEqual([]);
    regulator.report({ ...seeding, toPeersBytes: 600 });
    expect(releases.given('a')).toBe(2_000);
    expect(regulator.restraint.notes).toEqual(['ratio-reached']);
    settings.change({ stopAtRatio: 3 });
    expect(regulator.restraint.notes).toEqual([]);
  });

  it('heeds the device until the person says otherwise', () => {
    device.change({ saveData: true });
    expect(regulator.restraint.notes).toEqual(['save-data']);
    regulator.giveAnyway();
    device.change({ lowBattery: true });
    expect(regulator.restraint.notes).toEqual([]);
  });
});
