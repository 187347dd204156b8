/** Whole per cent of `part` in `total`, 0–100; 100 only when nothing is missing, 0 when `total` is. */
export function percent(part: number, total: number): number {
  if (!(total > 0) || !(part > 0)) return 0;
  return Math.min(100, Math.floor((100 * part) / total));
}
