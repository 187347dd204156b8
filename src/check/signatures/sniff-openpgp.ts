/** RFC 9580 section 5: packet types. */
const packetTypes = { signature: 2, secretKey: 5, publicKey: 6 } as const;
/** Types that a message starts with: session keys, one-pass signatures, data in several forms. */
const messageTypes: readonly number[] = [1, 3, 4, 8, 9, 11, 18];

/** What a document in binary OpenPGP starts with; `undefined` when it does not look like OpenPGP. */
export function sniffOpenPgp(
  bytes: Uint8Array,
): 'keys' | 'secret-keys' | 'signatures' | 'message' | undefined {
  const header = readHeader(bytes);
  if (!header) return undefined;
  const version = bytes[header.bodyStart] ?? 0;
  switch (header.type) {
    case packetTypes.publicKey:
      return version >= 2 && version <= 6 ? 'keys' : undefined;
    case packetTypes.secretKey:
      return version >= 2 && version <= 6 ? 'secret-keys' : undefined;
    case packetTypes.signature:
      return version >= 2 && version <= 6 ? 'signatures' : undefined;
    default:
      return messageTypes.includes(header.type) && !isText(bytes) ? 'message' : undefined;
  }
}

/** RFC 9580 section 4.2: the first packet's header. */
function readHeader(bytes: Uint8Array): { type: number; bodyStart: number } | undefined {
  const first = bytes[0] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  if ((first & 0x40) !== 0) return { type: first & 0x3f, bodyStart: 1 + newLengthBytes(bytes[1]) };
  const lengthBytes = [1, 2, 4, 0][first & 3] ?? 0;
  return { type: (first >> 2) & 0x0f, bodyStart: 1 + lengthBytes };
}

function newLengthBytes(first = 0): number {
  if (first < 192) return 1;
  return first < 224 ? 2 : first === 255 ? 5 : 1;
}

/** A text in UTF-8 or UTF-16 may start with the same byte as a message. */
function isText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 64));
    return true;
  } catch {
    return bytes[0] === 0xef && bytes[1] === 0xbb;
  }
}
