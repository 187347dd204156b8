/** A bitfield (BEP 3) of `count` pieces with those held set; indexes beyond it are passed over. */
export function bitfieldOf(held: readonly number[], count: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (const index of held) {
    if (index < count) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return bits;
}
