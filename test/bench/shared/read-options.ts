import { parseArgs } from 'node:util';

/** What a bench can be told. */
export interface BenchSpec<Name extends string, Kind extends string, Count extends string> {
  /** `NAME…`: what to measure. */
  readonly names: readonly Name[];
  /** `--only KIND,…`: who takes turns at it. Default: there is no such choice. */
  readonly kinds?: readonly Kind[];
  /** `--COUNT N`, with what holds when it is not told. 0 is understood only where it is that. */
  readonly counts: Readonly<Record<Count, number>>;
}

export interface BenchOptions<Name extends string, Kind extends string, Count extends string> {
  readonly names: readonly Name[];
  readonly kinds: readonly Kind[];
  readonly counts: Readonly<Record<Count, number>>;
}

/**
 * What a bench was told by the words after its name; all names and all kinds unless some are named, in
 * the order of `spec`. Throws how it is used when it does not understand a word.
 */
export function readOptions<
  Name extends string,
  Kind extends string = never,
  Count extends string = never,
>(
  bench: string,
  args: readonly string[],
  spec: BenchSpec<Name, Kind, Count>,
): BenchOptions<Name, Kind, Count> {
  const { names, kinds = [], counts } = spec;
  const told = [...(kinds.length > 0 ? ['only'] : []), ...Object.keys(counts)];
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(told.map((name) => [name, { type: 'string' } as const])),
    });
    const { only, ...numbers } = values as Readonly<Record<string, string | undefined>>;
    return {
      names: chosen(names, positionals),
      kinds: chosen(kinds, only?.split(',') ?? []),
      counts: countsOf(counts, numbers),
    };
  } catch (cause) {
    throw new Error(usage(bench, spec), { cause });
  }
}

function chosen<T extends string>(known: readonly T[], wanted: readonly string[]): readonly T[] {
  const strange = wanted.find((name) => !known.some((one) => one === name));
  if (strange !== undefined) throw new Error(`There is no ${strange}.`);
  return wanted.length === 0 ? known : known.filter((one) => wanted.includes(one));
}

function countsOf<Count extends string>(
  usual: Readonly<Record<Count, number>>,
  told: Readonly<Record<string, string | undefined>>,
): Readonly<Record<Count, number>> {
  const read = Object.entries<number>(usual).map(([name, usually]): [string, number] => {
    const text = told[name];
    if (text === undefined) return [name, usually];
    const value = text.trim() === '' ? NaN : Number(text);
    const fits = value > 0 ? value < Infinity : value === 0 && usually === 0;
    if (!fits) throw new Error(`--${name} can't be ${text}.`);
    return [name, value];
  });
  return Object.fromEntries(read) as Record<Count, number>;
}

function usage(bench: string, { names, kinds = [], counts }: BenchSpec<string, string, string>) {
  const only = kinds.length === 0 ? [] : [`[--only ${kinds.join()}]`];
  const numbers = Object.keys(counts).map((name) => `[--${name} N]`);
  return ['Usage:', bench, `[${names.join('|')}]…`, ...numbers, ...only].join(' ');
}
