/** Bytes given to peers by info hash (40 lower-case hexadecimal digits), the latest given last. */
export type GivenLedger = ReadonlyMap<string, number>;

/** Beyond this the releases that were given longest ago are forgotten. */
const mostReleases = 200;
const longestText = 50_000;

/** Reads what `formatGiven` wrote; what is not as it should be is passed over. */
export function parseGiven(text: string): GivenLedger {
  const ledger = new Map<string, number>();
  for (const entry of readList(text).slice(-mostReleases)) {
    if (!Array.isArray(entry)) continue;
    const [infoHash, bytes] = entry as readonly unknown[];
    if (isInfoHash(infoHash) && isByteCount(bytes)) ledger.set(infoHash, bytes);
  }
  return ledger;
}

export function formatGiven(ledger: GivenLedger): string {
  return JSON.stringify([...ledger]);
}

/** `ledger` with what was given since; it may have been written by another tab. */
export function addGiven(ledger: GivenLedger, since: GivenLedger): GivenLedger {
  const sum = new Map(ledger);
  for (const [infoHash, bytes] of since) {
    const before = sum.get(infoHash) ?? 0;
    sum.delete(infoHash);
    sum.set(infoHash, Math.min(before + bytes, Number.MAX_SAFE_INTEGER));
  }
  return new Map([...sum].slice(-mostReleases));
}

/** Reads a list of info hashes as JSON, the latest last. */
export function parseInfoHashes(text: string): readonly string[] {
  return readList(text).filter(isInfoHash).slice(-mostReleases);
}

function readList(text: string): readonly unknown[] {
  if (text === '' || text.length > longestText) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
  } catch {
    return [];
  }
}

function isInfoHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);
}

function isByteCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
