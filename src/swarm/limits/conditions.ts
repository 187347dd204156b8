/** What the device asks of pages, and whether the person wants it heeded. */
export interface Conditions {
  /** The browser's data-saver is on. */
  readonly saveData: boolean;
  /** Running on a battery that is nearly empty. */
  readonly lowBattery: boolean;
  /** The person said to go on in spite of both, for this visit. */
  readonly overridden: boolean;
}

export const noConditions: Conditions = { saveData: false, lowBattery: false, overridden: false };

/** Below this charge (0–1) a battery is kept for the person. */
const lowCharge = 0.2;

export function isLowBattery(battery: { readonly charging: boolean; readonly level: number }) {
  return !battery.charging && battery.level < lowCharge;
}
