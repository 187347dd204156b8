const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * A day in words, in UTC: "3 May 2026". Keys and signatures name times that no calendar has; those are
 * "an unknown day".
 *
 * @param ms milliseconds since 1970
 */
export function formatDay(ms: number): string {
  const date = new Date(ms);
  const month = months[date.getUTCMonth()];
  return month === undefined
    ? 'an unknown day'
    : `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}
