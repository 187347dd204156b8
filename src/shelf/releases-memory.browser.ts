import type { ReleaseLimits } from '../swarm/limits/regulator';
import { addGiven, formatGiven, parseGiven, parseInfoHashes } from './given-ledger';
import { StoredText } from './stored-text.browser';

/** How often what was given is written at most; the rest is written when the page goes. */
const writeEveryMs = 10_000;

/** What was given of each release and which ones are paused, across visits and tabs. */
export class ReleasesMemory implements ReleaseLimits {
  #given: ReadonlyMap<string, number>;
  /** Given, and not written yet. */
  #unwritten = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused: readonly string[];

  constructor(
    private readonly storedGiven = new StoredText('samesum.given'),
    private readonly storedPaused = new StoredText('samesum.paused'),
  ) {
    this.#given = parseGiven(storedGiven.read());
    this.#paused = parseInfoHashes(storedPaused.read());
    storedGiven.onOtherTab(() => {
      this.#given = parseGiven(storedGiven.read());
    });
    storedPaused.onOtherTab(() => {
      this.#paused = parseInfoHashes(storedPaused.read());
    });
    addEventListener('pagehide', () => this.#write());
  }

  given(infoHash: string): number {
    return (this.#given.get(infoHash) ?? 0) + (this.#unwritten.get(infoHash) ?? 0);
  }

  addGiven(infoHash: string, bytes: number): void {
    this.#unwritten.set(infoHash, (this.#unwritten.get(infoHash) ?? 0) + bytes);
    this.#timer ??= setTimeout(() => this.#write(), writeEveryMs);
  }

  isPaused(infoHash: string): boolean {
    return this.#paused.includes(infoHash);
  }

  setPaused(infoHash: string, paused: boolean): void {
    const others = this.#paused.filter((other) => other !== infoHash);
    this.#paused = paused ? [...others, infoHash] : others;
    // Another tab may have paused others meanwhile.
    const stored = parseInfoHashes(this.storedPaused.read()).filter((other) => other !== infoHash);
    this.storedPaused.write(JSON.stringify(paused ? [...stored, infoHash] : stored));
  }

  /** The release is not kept any longer: nothing is remembered of it. */
  forget(infoHash: string): void {
    this.#unwritten.delete(infoHash);
    this.setPaused(infoHash, false);
    const others = [...parseGiven(this.storedGiven.read())].filter(([other]) => other !== infoHash);
    this.#given = new Map(others);
    this.storedGiven.write(formatGiven(this.#given));
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#unwritten.size === 0) return;
    // Read anew: another tab may have given too.
    const sum = addGiven(parseGiven(this.storedGiven.read()), this.#unwritten);
    if (this.storedGiven.write(formatGiven(sum))) {
      this.#given = sum;
      this.#unwritten = new Map();
    }
  }
}
