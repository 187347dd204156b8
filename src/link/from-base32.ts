const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Bytes of an unpadded base32 string (RFC 4648 section 6, either case) that holds whole bytes and no
 * spare bits; `undefined` when it is not one.
 */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 8 !== 0 || !/^[a-z2-7]*$/i.test(text)) return undefined;
  const bytes = new Uint8Array((text.length / 8) * 5);
  let bits = 0;
  let bitCount = 0;
  let length = 0;
  for (const character of text.toLowerCase()) {
    bits = ((bits << 5) | alphabet.indexOf(character)) & 0xfff;
    bitCount += 5;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[length++] = bits >> bitCount;
  }
  return bytes;
}
