/**
 * SHA-1 of `bytes` (20 bytes), which is what BitTorrent v1 names torrents and pieces by. It finds
 * damage, not malice with effort behind it: the verdict on a file never rests on it alone.
 */
export async function sha1(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
}
