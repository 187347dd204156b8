/** What a person allows the page to use, for all releases together. `undefined`: as much as there is. */
export interface Limits {
  /** Bytes per second given to peers. */
  readonly uploadRate: number | undefined;
  /** Bytes per second taken from peers and mirrors. */
  readonly downloadRate: number | undefined;
  /** Bytes given ÷ bytes of the file, after which a complete release is given no more. */
  readonly stopAtRatio: number | undefined;
  /** Peer connections at most, per release. */
  readonly mostPeers: number;
}

export const defaultLimits: Limits = {
  uploadRate: undefined,
  downloadRate: undefined,
  stopAtRatio: undefined,
  mostPeers: 40,
};

/** The limits in force, and whether this browser will remember them. */
export interface KeptLimits {
  readonly limits: Limits;
  /** False when they hold for this visit only. */
  readonly kept: boolean;
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Outside of these a number is a mistake. A rate is in bytes per second; below the least one a block
 * of 16 KiB takes so long that peers, who wait 30 s for what they asked for, give it up half-way.
 */
export const limitBounds: Readonly<Record<keyof Limits, Bounds>> = {
  uploadRate: { least: 20_000, most: 1e12 },
  downloadRate: { least: 20_000, most: 1e12 },
  stopAtRatio: { least: 0, most: 1_000 },
  mostPeers: { least: 1, most: 200 },
};

const longestText = 1_000;

/**
 * Reads what `formatLimits` wrote, or what became of it: storage is open to other pages of the site
 * and to the person. A field that is missing or not as it should be gets its default; so does
 * everything when the text is no JSON object.
 */
export function parseLimits(text: string): Limits {
  const fields = readFields(text);
  const take = (name: keyof Limits, isWhole: boolean): number | undefined => {
    const value = fields[name];
    return typeof value === 'number' &&
      isWithin(name, value) &&
      (!isWhole || Number.isSafeInteger(value))
      ? value
      : undefined;
  };
  return {
    uploadRate: take('uploadRate', true),
    downloadRate: take('downloadRate', true),
    stopAtRatio: take('stopAtRatio', false),
    mostPeers: take('mostPeers', true) ?? defaultLimits.mostPeers,
  };
}

/** JSON with every field; `null` stands for no limit. */
export function formatLimits(limits: Limits): string {
  return JSON.stringify(limits, (_, value: unknown) => value ?? null);
}

export function isWithin(name: keyof Limits, value: number): boolean {
  const { least, most } = limitBounds[name];
  return value >= least && value <= most;
}

function readFields(text: string): Readonly<Record<string, unknown>> {
  if (text.length > longestText) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}
