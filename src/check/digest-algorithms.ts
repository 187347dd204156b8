import type { DigestAlgorithm } from '../release/expectation';

/** What the app knows of a digest algorithm. */
export interface DigestAlgorithmRow {
  /** For people. */
  readonly label: string;
  /** The label after its indefinite article, to start a sentence with. */
  readonly aLabel: string;
  /** Hexadecimal digits of a full digest. */
  readonly hexLength: number;
  /** One sentence; `undefined` for a strong algorithm, whose match proves that the bytes are the ones meant. */
  readonly whyWeak: string | undefined;
  /** Greater is stronger; used to choose which of several expectations to show. */
  readonly strength: number;
}

export const digestAlgorithms: Readonly<Record<DigestAlgorithm, DigestAlgorithmRow>> = {
  md5: {
    label: 'MD5',
    aLabel: 'An MD5',
    hexLength: 32,
    whyWeak: 'Different files with the same MD5 have been made since 2004.',
    strength: 1,
  },
  sha1: {
    label: 'SHA-1',
    aLabel: 'A SHA-1',
    hexLength: 40,
    whyWeak: 'Different files with the same SHA-1 have been made since 2017.',
    strength: 2,
  },
  sha256: {
    label: 'SHA-256',
    aLabel: 'A SHA-256',
    hexLength: 64,
    whyWeak: undefined,
    strength: 3,
  },
  sha512: {
    label: 'SHA-512',
    aLabel: 'A SHA-512',
    hexLength: 128,
    whyWeak: undefined,
    strength: 4,
  },
};

/** Every algorithm, the strongest first. */
export const algorithmsByStrength: readonly DigestAlgorithm[] = (
  Object.keys(digestAlgorithms) as DigestAlgorithm[]
).sort((a, b) => digestAlgorithms[b].strength - digestAlgorithms[a].strength);

/** The algorithms whose full digest has `length` hexadecimal digits, the strongest first. */
export function algorithmsOfHexLength(length: number): readonly DigestAlgorithm[] {
  return algorithmsByStrength.filter(
    (algorithm) => digestAlgorithms[algorithm].hexLength === length,
  );
}

/** Full digests that are published too, and that nothing here computes: hexadecimal digits to label. */
const notComputed: ReadonlyMap<number, string> = new Map([
  [48, 'Tiger'],
  [56, 'SHA-224'],
  [80, 'RIPEMD-320'],
  [96, 'SHA-384'],
]);

/** The label of a digest of `length` hexadecimal digits that can't be computed here, if there is one. */
export function unknownKindOfHexLength(length: number): string | undefined {
  return notComputed.get(length);
}

/** True when nobody can make two files with the same digest, as far as is known. */
export function isStrong(algorithm: DigestAlgorithm): boolean {
  return digestAlgorithms[algorithm].whyWeak === undefined;
}

export function labelOf(algorithm: DigestAlgorithm): string {
  return digestAlgorithms[algorithm].label;
}
