import type { RunningDigest } from './running-digest';

/** CRC-32 of ITU-T V.42 with its bits reversed: the one of ZIP, gzip and SFV lists. */
const polynomial = 0xedb88320;

/** What each value of a byte does to the remainder. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  return remainder;
});

/** CRC-32, eight digits. */
export class Crc32 implements RunningDigest {
  #remainder = 0xffffffff;

  update(part: Uint8Array): void {
    let remainder = this.#remainder;
    for (const byte of part)
      remainder = (remainder >>> 8) ^ (table[(remainder ^ byte) & 0xff] ?? 0);
    this.#remainder = remainder;
  }

  finish(): string {
    return (~this.#remainder >>> 0).toString(16).padStart(8, '0');
  }
}
