import { describe, expect, it } from 'vitest';
import { DeviceConditions, type Device } from '../../src/shelf/device-conditions.browser';

/** A device whose settings a test changes. */
function fakeDevice() {
  const connection = Object.assign(new EventTarget(), { saveData: false });
  const battery = Object.assign(new EventTarget(), { charging: false, level: 1 });
  const device: Device = { connection, getBattery: () => Promise.resolve(battery) };
  return { connection, battery, device };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('DeviceConditions', () => {
  it('follows data-saver and battery', async () => {
    const { connection, battery, device } = fakeDevice();
    const conditions = new DeviceConditions(device);
    await settled();
    expect(conditions.state).toEqual({ saveData: false, lowBattery: false, overridden: false });
    connection.saveData = true;
    connection.dispatchEvent(new Event('change'));
    expect(conditions.state.saveData).toBe(true);
    battery.level = 0.1;
    battery.dispatchEvent(new Event('levelchange'));
    expect(conditions.state.lowBattery).toBe(true);
    battery.charging = true;
    battery.dispatchEvent(new Event('chargingchange'));
    expect(conditions.state.lowBattery).toBe(false);
  });

  it('stays overridden', async () => {
    const { battery, device } = fakeDevice();
    battery.level = 0;
    const conditions = new DeviceConditions(device);
    conditions.override();
    await settled();
    expect(conditions.state).toEqual({ saveData: false, lowBattery: true, overridden: true });
  });

  it.each<[string, Device]>([
    ['tells nothing', {}],
    ['has no data-saver', { connection: new EventTarget() }],
    ['refuses to tell', { getBattery: () => Promise.reject(new Error('refused')) }],
  ])('asks for nothing where the browser %s', async (_, device) => {
    const conditions = new DeviceConditions(device);
    await settled();
    expect(conditions.state).toEqual({ saveData: false, lowBattery: false, overridden: false });
  });
});
