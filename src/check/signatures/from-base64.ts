/** Bytes of RFC 4648 base64 with its padding, white space left out; `undefined` when it is not that. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const packed = text.replace(/\s+/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
