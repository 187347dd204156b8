/** BLAKE2b with a digest of so many bits: a multiple of 8, from 8 to 512. */
export type Blake2b = `blake2b-${number}`;

/** Digest algorithms known to the app. */
export type DigestAlgorithm =
  | 'crc32'
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha512-256'
  | 'sha3-224'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'blake2s-256'
  | 'blake3'
  | Blake2b;

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

type Fixed = Exclude<DigestAlgorithm, Blake2b>;

const shorter = 'It is too short to rule out that somebody finds two files with the same one.';

const fixed: Readonly<Record<Fixed, DigestAlgorithmRow>> = {
  crc32: row(
    'CRC-32',
    'A',
    8,
    0,
    'It was made to notice accidents: anybody can make another file with the same CRC-32.',
  ),
  md5: row('MD5', 'An', 32, 1, 'Different files with the same MD5 have been made since 2004.'),
  sha1: row('SHA-1', 'A', 40, 2, 'Different files with the same SHA-1 have been made since 2017.'),
  sha224: row('SHA-224', 'A', 56, 4, shorter),
  'sha3-224': row('SHA3-224', 'A', 56, 4, shorter),
  'blake2s-256': row('BLAKE2s', 'A', 64, 5),
  'sha512-256': row('SHA-512/256', 'A', 64, 5),
  blake3: row('BLAKE3', 'A', 64, 5),
  'sha3-256': row('SHA3-256', 'A', 64, 5),
  sha256: row('SHA-256', 'A', 64, 6),
  'sha3-384': row('SHA3-384', 'A', 96, 7),
  sha384: row('SHA-384', 'A', 96, 8),
  'sha3-512': row('SHA3-512', 'A', 128, 9),
  sha512: row('SHA-512', 'A', 128, 10),
};

function row(
  label: string,
  article: string,
  hexLength: number,
  strength: number,
  whyWeak?: string,
): DigestAlgorithmRow {
  return { label, aLabel: `${article} ${label}`, hexLength, strength, whyWeak };
}

/** What is known of `algorithm`. */
export function rowOf(algorithm: DigestAlgorithm): DigestAlgorithmRow {
  return isBlake2b(algorithm) ? blake2bRow(blake2bBits(algorithm)) : fixed[algorithm];
}

export function isBlake2b(algorithm: DigestAlgorithm): algorithm is Blake2b {
  return algorithm.startsWith('blake2b-');
}

/** `undefined` when BLAKE2b has no digest of so many bits (RFC 7693: 1 to 64 bytes). */
export function blake2bOf(bits: number): Blake2b | undefined {
  return Number.isInteger(bits / 8) && bits >= 8 && bits <= 512 ? `blake2b-${bits}` : undefined;
}

export function blake2bBits(algorithm: Blake2b): number {
  return Number(algorithm.slice('blake2b-'.length));
}

function blake2bRow(bits: number): DigestAlgorithmRow {
  const label = bits === 512 ? 'BLAKE2b' : `BLAKE2b-${bits}`;
  if (bits < 256) return row(label, 'A', bits / 4, bits < 160 ? 1 : 3, shorter);
  return row(label, 'A', bits / 4, bits < 384 ? 5 : bits < 512 ? 7 : 9);
}

/** Those that a digest without a name is taken for, by its length; the likeliest first. */
const byLikelihood: readonly DigestAlgorithm[] = [
  'sha256',
  'sha512',
  'sha1',
  'md5',
  'sha384',
  'sha224',
  'crc32',
  'sha3-256',
  'sha3-512',
  'blake3',
  'blake2b-512',
  'blake2b-256',
  'sha3-384',
  'blake2b-384',
  'sha3-224',
  'sha512-256',
  'blake2s-256',
  'blake2b-224',
  'blake2b-160',
  'blake2b-128',
];

/** The algorithms that a bare digest of `length` hexadecimal digits may be of, the likeliest first. */
export function algorithmsOfHexLength(length: number): readonly DigestAlgorithm[] {
  return byLikelihood.filter((algorithm) => rowOf(algorithm).hexLength === length);
}

/** True when nobody can make two files with the same digest, as far as is known. */
export function isStrong(algorithm: DigestAlgorithm): boolean {
  return rowOf(algorithm).whyWeak === undefined;
}

export function labelOf(algorithm: DigestAlgorithm): string {
  return rowOf(algorithm).label;
}
