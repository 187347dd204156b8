import { type RangeRequest, streamRange } from './stream-range.browser';

/** Reads a range of a file over HTTP whole. Throws what `streamRange` throws. */
export async function fetchRange(request: RangeRequest): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(request.length);
  let filled = 0;
  for await (const chunk of streamRange(request)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}
