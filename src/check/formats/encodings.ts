import { fromBase64, toHex } from '../../base/bytes';

const base32Digits = 'abcdefghijklmnopqrstuvwxyz234567';

/** No digest is longer: 64 bytes, with a multihash's or content identifier's own bytes before them. */
const longest = 256;

/** Bytes of padded base64 in its one canonical form (RFC 4648 section 4); `undefined` when it is not. */
export function fromCanonicalBase64(text: string): Uint8Array | undefined {
  if (text === '' || text.length > longest) return undefined;
  const bytes = fromBase64(text);
  return bytes && btoa(String.fromCharCode(...bytes)) === text ? bytes : undefined;
}

/** Bytes of base32 of either case, padded or not (RFC 4648 section 6); `undefined` when it is not. */
export function fromBase32(text: string): Uint8Array | undefined {
  const digits = text.toLowerCase().replace(/=+$/, '');
  if (digits.length > longest || !/^[a-z2-7]+$/.test(digits)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = (held << 5) | base32Digits.indexOf(digit);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  // What is left over must be less than a digit's worth of zeros, or two texts would mean the same bytes.
  return bits < 5 && held === 0 ? Uint8Array.from(bytes) : undefined;
}

/** Hexadecimal of base64 or base32 that holds so many bytes; `undefined` when it does not. */
export function hexFromText(text: string, byteLength: number): string | undefined {
  const bytes = [fromCanonicalBase64(text), fromBase32(text)].find(
    (one) => one?.length === byteLength,
  );
  return bytes && toHex(bytes);
}
