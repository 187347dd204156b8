import { choosePieceLength } from '../../src/release/piece-length';
import { seededRandom } from '../support/random';
import { leastTime } from './least-time';
import type { Receiver, Scenario } from './scenario';

const MiB = 2 ** 20;

function equal(count: number, upload: number): Receiver[] {
  return Array.from({ length: count }, () => ({ upload }));
}

/** From 0.25 to 2 MiB/s, each a little faster than the one before. */
function mixed(count: number): Receiver[] {
  return Array.from({ length: count }, (_, at) => ({
    upload: 0.25 * MiB * 8 ** (at / (count - 1)),
  }));
}

function crowd(
  name: string,
  receivers: readonly Receiver[],
  length = 24 * MiB,
  publisherUpload = MiB,
): Scenario {
  return {
    name,
    length,
    pieceLength: choosePieceLength(length),
    publisherUpload,
    receivers,
  };
}

/**
 * Some of a crowd leave, slow ones and fast ones, each at a time of its own, and somebody like them comes
 * for each.
 */
function withChurn(scenario: Scenario, part: number): Scenario {
  const random = seededRandom(7);
  const spanMs = 1_000 * leastTime(scenario);
  const leavingBefore = (at: number): number => Math.round(part * at);
  const receivers = scenario.receivers.flatMap((receiver, at): Receiver[] => {
    if (leavingBefore(at) === leavingBefore(at + 1)) return [receiver];
    const changesMs = Math.max(1, 0.5 * spanMs * random());
    return [
      { ...receiver, leavesMs: changesMs },
      { ...receiver, joinsMs: changesMs },
    ];
  });
  return { ...scenario, name: `${scenario.name}, churn ${100 * part} %`, receivers };
}

/** Those that are measured with real pages too. */
export function realCrowds(): Scenario[] {
  return [
    crowd('N = 6, equal, 24 MiB, 1 MiB/s', equal(6, MiB)),
    crowd('N = 12, equal, 16 MiB, 0.5 MiB/s', equal(12, MiB / 2), 16 * MiB, MiB / 2),
  ];
}

/** Crowds of all sizes. 24 MiB, 1 MiB/s unless it says otherwise. */
export function crowds(): Scenario[] {
  const late = equal(8, MiB).map((receiver, at) => {
    if (at < 2) return { ...receiver, leavesMs: 12_000 };
    return at < 6 ? receiver : { ...receiver, joinsMs: 12_000 };
  });
  const sizes = [10, 100, 1_000];
  return [
    crowd('N = 1', equal(1, MiB)),
    crowd('N = 8, mixed', mixed(8)),
    crowd('N = 6, two leave half-way, two come', late),
    {
      ...crowd('N = 6, publisher leaves after 1.2 copies', equal(6, MiB)),
      publisherLeavesAfter: 1.2,
    },
    ...sizes.flatMap((count) =>
      [
        crowd(`N = ${count}, equal`, equal(count, MiB)),
        crowd(`N = ${count}, mixed`, mixed(count)),
      ].flatMap((all) => [all, ...[0.1, 0.3].map((part) => withChurn(all, part))]),
    ),
  ];
}
