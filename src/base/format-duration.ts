const units = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3_600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
] as const;

/** Longer than this is no forecast any more. */
const longestSeconds = 30 * 86_400;

/** A time to wait in its two largest units: "3 min 20 s", "2 h", "under 1 s"; "unknown" when it is none. */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined || !(seconds >= 0)) return 'unknown';
  if (seconds > longestSeconds) return 'over 30 d';
  if (seconds < 1) return 'under 1 s';
  const first = units.findIndex((unit) => Math.round(seconds) >= unit.seconds);
  return twoUnits(Math.round(seconds), Math.max(first, 0));
}

/** `seconds` in `units[first]` and the unit below it, which is left out when it is 0. */
function twoUnits(seconds: number, first: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const unit of units.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) parts.push(`${count} ${unit.name}`);
  }
  return parts.join(' ');
}
