import { parseChecksums } from '../../../src/check/parse-checksums';

/** Digests of the six bytes `hello\n`. */
export const hello = {
  crc32: '363a3020',
  md5: 'b1946ac92492d2347c6235b4d2611184',
  sha1: 'f572d396fae9206628714fb2ce00f72e94f2258f',
  sha224: '2d6d67d91d0badcdd06cbbba1fe11538a68a37ec9c2e26457ceff12b',
  sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
  sha384:
    '1d0f284efe3edea4b9ca3bd514fa134b17eae361ccc7a1eefeff801b9bd6604e01f21f6bf249ef030599f0c218f2ba8c',
  sha512:
    'e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629',
} as const;

export interface Shown {
  readonly name: string | undefined;
  /** Empty for a kind that nothing here computes. */
  readonly hex: string;
  readonly size: number | undefined;
}

/** What a text says; throws what is wrong with it. */
export function entriesOf(text: string): Shown[] {
  const parsed = parseChecksums(text);
  if (parsed.kind === 'problem') throw parsed.problem;
  return parsed.entries.map(({ name, digest, size }) => ({
    name,
    hex: digest.kind === 'digest' ? digest.hex : '',
    size,
  }));
}

/** The same for a table: `name algorithm|algorithm hex size`, or the problem's code and detail. */
export function shown(text: string): string[] {
  const parsed = parseChecksums(text);
  if (parsed.kind === 'problem') return [`${parsed.problem.code} ${parsed.problem.detail}`];
  return parsed.entries.map(({ name, digest, size }) => {
    const what =
      digest.kind === 'digest'
        ? `${digest.algorithms.join('|')} ${digest.hex}`
        : `unsupported ${digest.label}`;
    return `${name ?? '?'} ${what}${size === undefined ? '' : ` ${size}`}`;
  });
}
