import { SpeedMeter } from './speed-meter';
import { type MirrorReport, noTransfer, type Transfer } from './transfer';

/** Counts bytes by where they come from and go to. Clocks are the caller's, in milliseconds. */
export class TransferMeter {
  readonly #down = new SpeedMeter();
  readonly #up = new SpeedMeter();
  #have = 0;
  #fromPeers = 0;
  #fromMirrors = 0;
  #toPeers = 0;

  /** A piece of `bytes` verified and is stored. */
  have(bytes: number): void {
    this.#have += bytes;
  }

  /** A piece of `bytes` that was counted is gone again. */
  lost(bytes: number): void {
    this.#have -= bytes;
  }

  fromPeers(bytes: number, nowMs: number): void {
    this.#fromPeers += bytes;
    this.#down.add(bytes, nowMs);
  }

  fromMirrors(bytes: number, nowMs: number): void {
    this.#fromMirrors += bytes;
    this.#down.add(bytes, nowMs);
  }

  toPeers(bytes: number, nowMs: number): void {
    this.#toPeers += bytes;
    this.#up.add(bytes, nowMs);
  }

  read(now: {
    readonly nowMs: number;
    readonly size: number;
    readonly peers: number;
    readonly mirrors: readonly MirrorReport[];
    readonly seeding: boolean;
  }): Transfer {
    const downloadSpeed = this.#down.rate(now.nowMs);
    const missing = now.size - this.#have;
    return {
      ...noTransfer,
      haveBytes: this.#have,
      size: now.size,
      downloadSpeed,
      uploadSpeed: this.#up.rate(now.nowMs),
      secondsLeft: missing > 0 && downloadSpeed > 0 ? missing / downloadSpeed : undefined,
      peers: now.peers,
      mirrors: now.mirrors,
      fromPeersBytes: this.#fromPeers,
      fromMirrorsBytes: this.#fromMirrors,
      toPeersBytes: this.#toPeers,
      seeding: now.seeding,
    };
  }
}
