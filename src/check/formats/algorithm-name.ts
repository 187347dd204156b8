import { blake2bOf, type DigestAlgorithm } from '../../base/digest-algorithms';

/** What a tool's or a standard's name of an algorithm stands for. */
export type AlgorithmName =
  | { readonly kind: 'known'; readonly algorithm: DigestAlgorithm }
  /** Of a file's bytes, but nothing here computes it. */
  | { readonly kind: 'unsupported'; readonly label: string }
  /** Names a file in some network, and is no hash of its bytes alone. */
  | { readonly kind: 'not-of-bytes'; readonly label: string };

/** Names without case and punctuation: "SHA-256" and "sha256" are one; "SHA2-256" is coreutils' and OpenSSL's. */
const known: Readonly<Record<string, DigestAlgorithm>> = {
  crc32: 'crc32',
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha2224: 'sha224',
  sha256: 'sha256',
  sha2256: 'sha256',
  sha384: 'sha384',
  sha2384: 'sha384',
  sha512: 'sha512',
  sha2512: 'sha512',
  sha512256: 'sha512-256',
  sha2512256: 'sha512-256',
  sha3224: 'sha3-224',
  sha3256: 'sha3-256',
  sha3384: 'sha3-384',
  sha3512: 'sha3-512',
  blake2b: 'blake2b-512',
  blake2s: 'blake2s-256',
  blake2s256: 'blake2s-256',
  blake3: 'blake3',
};

/** The label for people, then the names that tools use, where they differ by more than punctuation. */
const unsupported: readonly (readonly [label: string, ...names: string[]])[] = [
  ['MD2'],
  ['MD4'],
  ['MD5 with SHA-1', 'md5sha1'],
  ['MDC-2'],
  ['RIPEMD-128', 'rmd128'],
  ['RIPEMD-160', 'rmd160', 'ripemd'],
  ['RIPEMD-256', 'rmd256'],
  ['RIPEMD-320', 'rmd320'],
  ['SHA-512/224', 'sha2512224'],
  ['SHAKE-128'],
  ['SHAKE-256'],
  ['SM3'],
  ['Tiger', 'tiger192'],
  ['Tiger tree hash', 'tth', 'treetiger'],
  ['Whirlpool'],
  ['GOST R 34.11-94', 'gost94', 'gost'],
  ['GOST R 34.11-94 CryptoPro', 'gost94cryptopro'],
  ['Streebog-256', 'gost12256'],
  ['Streebog-512', 'gost12512'],
  ['HAS-160'],
  ['EDON-R 256'],
  ['EDON-R 512'],
  ['Snefru-128'],
  ['Snefru-256'],
  ['CRC', 'unixcksum'],
  ['CRC-32C'],
  ['Adler-32'],
  ['SYSV checksum', 'sysv'],
  ['BSD checksum', 'bsd', 'unixsum'],
  ['MACTripleDES'],
  ['BLAKE2bp'],
  ['BLAKE2sp'],
  ['XXH32'],
  ['XXH64'],
  ['XXH128', 'xxh3', 'xxh364', 'xxh3128'],
];

const notOfBytes: readonly (readonly [label: string, ...names: string[]])[] = [
  ['BitTorrent info hash', 'btih', 'btmh', 'infohash', 'torrenthash'],
  ['eDonkey hash', 'ed2k', 'ed2khash'],
  ['AICH'],
];

const names = new Map<string, AlgorithmName>([
  ...Object.entries(known).map(([name, algorithm]): [string, AlgorithmName] => [
    name,
    { kind: 'known', algorithm },
  ]),
  ...namesOf('unsupported', unsupported),
  ...namesOf('not-of-bytes', notOfBytes),
]);

function namesOf(
  kind: 'unsupported' | 'not-of-bytes',
  rows: readonly (readonly [label: string, ...names: string[]])[],
): [string, AlgorithmName][] {
  return rows.flatMap(([label, ...others]) =>
    [label, ...others].map((name): [string, AlgorithmName] => [bare(name), { kind, label }]),
  );
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What an algorithm is called as a whole: "SHA256", "SHA2-512/256", "BLAKE2b-160". */
export function algorithmNamed(text: string): AlgorithmName | undefined {
  // No longer name is known. Beyond ASCII, letters can look like others or become others in lower case.
  if (!/^[A-Za-z0-9][A-Za-z0-9 /_.-]{0,40}$/.test(text)) return undefined;
  const name = bare(text);
  const bits = /^blake2b([1-9]\d{0,2})$/.exec(name)?.[1];
  const blake2b = bits === undefined ? undefined : blake2bOf(Number(bits));
  return blake2b === undefined ? names.get(name) : { kind: 'known', algorithm: blake2b };
}

/** The same with what people write behind it: "SHA-256 checksum", "MD5SUMS". */
export function algorithmInHeading(text: string): AlgorithmName | undefined {
  const name = text.trim();
  if (name.length > 60) return undefined;
  return (
    algorithmNamed(name) ??
    algorithmNamed(name.replace(/[ _-]?(?:check)?(?:sums?|hash(?:es)?|digests?)$/i, ''))
  );
}
