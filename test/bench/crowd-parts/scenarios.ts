import type { Cap } from './crowd';

/** What a crowd has to do. */
export interface Scenario {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly capBy: Cap['by'];
  /** Bytes per second that the publisher may send. */
  readonly publisherRate: number;
  /** Bytes per second that each receiver may send; all join at the start. */
  readonly receiverRates: readonly number[];
  /** How many of them leave with half of the file; as many new ones join then. */
  readonly replaced?: number;
  /** The publisher leaves once it sent so many copies. */
  readonly publisherLeavesAfter?: number;
}

const MiB = 2 ** 20;

const equal = (count: number, rate: number): readonly number[] =>
  Array.from({ length: count }, () => rate);

const six = {
  size: 24 * MiB,
  capBy: 'limiter',
  publisherRate: MiB,
  receiverRates: equal(6, MiB),
} as const;

const link = { size: 20 * MiB, capBy: 'link', publisherRate: 0.8 * MiB } as const;

export const scenarios: readonly Scenario[] = [
  { ...six, name: 'n6' },
  {
    name: 'n12',
    size: 16 * MiB,
    capBy: 'limiter',
    publisherRate: 0.5 * MiB,
    receiverRates: equal(12, 0.5 * MiB),
  },
  // The same crowd on lines half as fast: tells a slow machine from a slow crowd.
  {
    name: 'n12-half',
    size: 16 * MiB,
    capBy: 'limiter',
    publisherRate: 0.25 * MiB,
    receiverRates: equal(12, 0.25 * MiB),
  },
  {
    ...six,
    name: 'mixed8',
    receiverRates: [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2].map((rate) => rate * MiB),
  },
  { ...six, name: 'churn6', replaced: 2 },
  { ...six, name: 'gone6', publisherLeavesAfter: 1.2 },
  {
    name: 'n1',
    size: 96 * MiB,
    capBy: 'nothing',
    publisherRate: Infinity,
    receiverRates: [Infinity],
  },
  { ...link, name: 'link6', receiverRates: equal(6, 0.8 * MiB) },
  { ...link, name: 'link12', receiverRates: equal(12, 0.8 * MiB) },
];

/**
 * Seconds that the whole crowd needs at least (Kumar & Ross, "Peer-assisted file distribution: the
 * minimum distribution time", 2006), downloads being unlimited: the publisher must send one copy, and
 * all together as many as are received. Who leaves with half a file has received half a copy, and who
 * joins then sends from then on in its stead. 0 without caps.
 */
export function leastSeconds(scenario: Scenario): number {
  const { size, publisherRate, receiverRates, replaced = 0 } = scenario;
  const copies = receiverRates.length + replaced / 2;
  const allRates = receiverRates.reduce((sum, rate) => sum + rate, publisherRate);
  return Math.max(size / publisherRate, (copies * size) / allRates);
}
