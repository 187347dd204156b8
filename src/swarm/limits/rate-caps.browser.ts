import type { Throttled } from 'webtorrent';
import type { KeptLimits } from '../../base/limits';
import type { Observable } from '../../base/observable';
import { RateGate } from './rate-gate.browser';

/**
 * The caps on all traffic of the page. Peers and mirrors queue for the download at one gate, so that
 * together they keep to it; what peers leave over, mirrors get, and the other way round.
 */
export class RateCaps {
  readonly download = new RateGate();
  readonly upload = new RateGate();

  /** Without limits nothing is capped. */
  constructor(private readonly limits?: Observable<KeptLimits>) {
    limits?.subscribe(() => this.#setGates());
    this.#setGates();
  }

  /** Has webtorrent's connections keep to the caps, now and whenever they change. */
  govern(client: Throttled): void {
    const { down, up } = client.throttleGroups;
    down.bucket = new GateBucket(this.download);
    up.bucket = new GateBucket(this.upload);
    const apply = (): void => {
      client.throttleDownload(this.limits?.state.limits.downloadRate ?? unlimited);
      client.throttleUpload(this.limits?.state.limits.uploadRate ?? unlimited);
    };
    this.limits?.subscribe(apply);
    apply();
  }

  #setGates(): void {
    this.download.setRate(this.limits?.state.limits.downloadRate);
    this.upload.setRate(this.limits?.state.limits.uploadRate);
  }
}

/** What webtorrent's `throttleUpload` and `throttleDownload` take for no limit. */
const unlimited = -1;

/**
 * Stands in for the token bucket of webtorrent's throttles (limiter 1.1). That one refuses a chunk
 * larger than its rate, which ends or stalls the connection: a tenth of the old rate, cut off before
 * the rate was lowered, is enough. This one lets every chunk through, and mirrors share its gate.
 */
class GateBucket {
  /** Written by the throttle when the rate is set; it waits for ever when it reads a rate of 0. */
  bucketSize = 1;
  tokensPerInterval = 1;

  constructor(private readonly gate: RateGate) {}

  tryRemoveTokens(bytes: number): boolean {
    return this.gate.tryTake(bytes);
  }

  removeTokens(bytes: number, done: () => void): void {
    this.gate.whenPaid(bytes, done);
  }
}
