import type { Bounds } from '../base/limits';
import { formatSpeed } from '../base/format-speed';

/** Units that people set a speed in, in bytes per second. */
export const rateUnits = [
  { name: 'kB/s', bytes: 1_000 },
  { name: 'MB/s', bytes: 1_000_000 },
] as const;

/** The unit in which a rate is easiest to read. */
export function unitFor(rate: number | undefined): number {
  return rate !== undefined && rate < 1_000_000 ? 1_000 : 1_000_000;
}

/** What was typed, times `unit`; `undefined` when it is no number of that kind. */
export function parseAmount(text: string, unit: number, isWhole: boolean): number | undefined {
  const amount = text.trim() === '' ? NaN : Number(text) * unit;
  if (!Number.isFinite(amount) || amount < 0) return undefined;
  // A fraction of a byte is not worth a complaint; half a connection is.
  if (isWhole && unit > 1) return Math.round(amount);
  return isWhole && !Number.isInteger(amount) ? undefined : amount;
}

/** Why a number was not taken. */
export function outOfBoundsWords({ least, most }: Bounds, isRate: boolean): string {
  const [from, to] = [amountWords(least, isRate), amountWords(most, isRate)];
  return `Not changed: a number from ${from} to ${to} is needed here.`;
}

/** After a change. */
export function changedWords(label: string, value: string, kept: boolean): string {
  const what = `${label}: ${value}.`;
  return kept ? `${what} Saved, and in force in all tabs of this site.` : `${what} ${notKeptWords}`;
}

export const notKeptWords =
  'It holds until this tab is closed: this browser does not let the page store it.';

export function amountWords(value: number | undefined, isRate: boolean): string {
  if (value === undefined) return 'no limit';
  return isRate ? formatSpeed(value) : value.toLocaleString('en');
}
