const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `count` with its noun: "1 peer", "3 peers", "1,234 bytes". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Every byte, with separators: "278,920,704 bytes". */
export function formatExactBytes(bytes: number): string {
  return formatCount(wholeBytes(bytes), 'byte');
}

/** A size to read at a glance, in decimal units as file managers and networks use: "1.3 GB", "241 MB". */
export function formatBytes(bytes: number): string {
  let value = wholeBytes(bytes);
  if (value < 1000) return formatExactBytes(value);
  let unit = 0;
  // Rounded before it is compared, so that 999,950 bytes are "1 MB" and never "1000 kB".
  while (roundToGlance(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${roundToGlance(value).toLocaleString('en')} ${units[unit] ?? ''}`;
}

/** One decimal place below 100, none above. */
function roundToGlance(value: number): number {
  return value < 99.95 ? Math.round(10 * value) / 10 : Math.round(value);
}

/** What is no count of bytes (NaN, negative) is shown as none. */
function wholeBytes(bytes: number): number {
  return bytes > 0 ? Math.round(bytes) : 0;
}
