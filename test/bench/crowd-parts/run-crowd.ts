import { setTimeout as sleep } from 'node:timers/promises';
import { watchProcessors } from '../shared/watch-processors';
import type { Cap, Crowd, CrowdFile, CrowdPeer } from './crowd';
import type { Scenario } from './scenarios';

export interface CrowdResult {
  /** From joining to the last receiver's last byte; Infinity when one had not got it in time. */
  readonly seconds: number;
  /** How many have it, of those that did not leave. */
  readonly finished: number;
  readonly expected: number;
  /** Bytes that the publisher sent ÷ size. */
  readonly copies: number;
  /** From joining to the first message that reached anybody who stayed; Infinity when none did. */
  readonly firstByteSeconds: number;
  /** How busy the machine's processors were, 0 to 1. */
  readonly busy: number;
  readonly complaints: readonly string[];
}

const watchMs = 100;

/** Lets a crowd do what the scenario says, once; gives up on who has not finished after `patienceMs`. */
export async function runCrowd(
  crowd: Crowd,
  scenario: Scenario,
  file: CrowdFile,
  patienceMs: number,
): Promise<CrowdResult> {
  const { publisherRate, receiverRates, capBy, replaced = 0 } = scenario;
  const cap = (rate: number): Cap => ({ by: capBy, rate });
  const publisher = await crowd.publish(file, cap(publisherRate));
  const first = await all(receiverRates, (rate) => crowd.receiver(cap(rate)));
  const newcomers = await all(receiverRates.slice(0, replaced), (rate) =>
    crowd.receiver(cap(rate)),
  );

  const busy = watchProcessors();
  const startedAt = Date.now();
  await Promise.all(first.map((peer) => peer.join()));
  const leaving = new LeavingPublisher(publisher, scenario, file.size);
  const leavers = first.slice(0, replaced);
  const replacing = leavers.map((peer, i) => replace(peer, newcomers[i]));
  // Who never gets half-way never leaves; the time shows it.
  void Promise.allSettled(replacing);

  const stayers = [...first.slice(replaced), ...newcomers];
  const ends = await withPatience(stayers, patienceMs);
  const copies = (await leaving.sentBytes()) / file.size;
  const finishedAt = ends.map(({ at }) => at);
  return {
    seconds: (Math.max(...finishedAt) - startedAt) / 1000,
    finished: finishedAt.filter(Number.isFinite).length,
    expected: stayers.length,
    copies,
    firstByteSeconds: (Math.min(...ends.map((end) => end.firstByteAt)) - startedAt) / 1000,
    busy: busy(),
    complaints: ends.flatMap((end) => end.complaints),
  };
}

/** One after the other: together they would take each other's time and none would be ready sooner. */
async function all<T, R>(values: readonly T[], make: (value: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const value of values) made.push(await make(value));
  return made;
}

async function replace(leaver: CrowdPeer, newcomer: CrowdPeer | undefined): Promise<void> {
  await leaver.reached(50);
  await Promise.all([leaver.leave(), newcomer?.join()]);
}

interface PeerEnd {
  /** Ms since 1970 when it finished; Infinity when it did not. */
  readonly at: number;
  /** Ms since 1970; Infinity when nothing reached it. */
  readonly firstByteAt: number;
  readonly complaints: readonly string[];
}

/** How each fared within `patienceMs`. */
async function withPatience(
  peers: readonly CrowdPeer[],
  patienceMs: number,
): Promise<readonly PeerEnd[]> {
  const end = new AbortController();
  const late = sleep(patienceMs, Infinity, { signal: end.signal }).catch(() => Infinity);
  const ends = await Promise.all(
    peers.map(async (peer): Promise<PeerEnd> => {
      try {
        const at = await Promise.race([peer.reached(100), late]);
        return { at, firstByteAt: await peer.firstByteAt(), complaints: await peer.complaints() };
      } catch (error) {
        return { at: Infinity, firstByteAt: Infinity, complaints: [String(error)] };
      }
    }),
  );
  end.abort();
  return ends;
}

/** Counts what the publisher sends, and closes it when that is what the scenario wants. */
class LeavingPublisher {
  #lastCount = 0;
  #gone = false;

  constructor(
    private readonly publisher: CrowdPeer,
    { publisherLeavesAfter }: Scenario,
    size: number,
  ) {
    if (publisherLeavesAfter === undefined) return;
    // It is asked until its browser ends.
    this.#watch(publisherLeavesAfter * size).catch(() => undefined);
  }

  async sentBytes(): Promise<number> {
    if (!this.#gone) this.#lastCount = await this.publisher.sentBytes();
    this.#gone = true;
    return this.#lastCount;
  }

  async #watch(mostBytes: number): Promise<void> {
    for (;;) {
      await sleep(watchMs);
      if (this.#gone) return;
      this.#lastCount = await this.publisher.sentBytes();
      if (this.#lastCount >= mostBytes) break;
    }
    this.#gone = true;
    await this.publisher.leave();
  }
}
