import { Observable } from '../base/observable';
import { isLowBattery, noConditions, type Conditions } from '../swarm/limits/conditions';

interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

/** What only some browsers tell a page: Network Information and Battery Status API. */
export interface Device {
  readonly connection?: (EventTarget & { readonly saveData?: boolean }) | undefined;
  readonly getBattery?: () => Promise<Battery>;
}

/** Follows the browser's data-saver and the battery. Where a browser tells nothing, nothing is asked. */
export class DeviceConditions extends Observable<Conditions> {
  constructor(device: Device = navigator as Device) {
    super(noConditions);
    this.#followConnection(device.connection);
    // A site's permissions policy may refuse it.
    void device
      .getBattery?.()
      .then((battery) => this.#followBattery(battery))
      .catch(() => undefined);
  }

  /** The person said to go on all the same, for this visit. */
  override(): void {
    this.set({ ...this.state, overridden: true });
  }

  #followConnection(connection: Device['connection']): void {
    const read = (): void => this.#change({ saveData: connection?.saveData === true });
    connection?.addEventListener('change', read);
    read();
  }

  #followBattery(battery: Battery): void {
    const read = (): void => this.#change({ lowBattery: isLowBattery(battery) });
    battery.addEventListener('levelchange', read);
    battery.addEventListener('chargingchange', read);
    read();
  }

  #change(change: Partial<Conditions>): void {
    const next = { ...this.state, ...change };
    const { saveData, lowBattery } = this.state;
    if (next.saveData !== saveData || next.lowBattery !== lowBattery) this.set(next);
  }
}
