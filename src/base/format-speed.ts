import { formatBytes } from './format-bytes';

/** Bytes per second: "3.4 MB/s", "0 bytes/s". */
export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}
