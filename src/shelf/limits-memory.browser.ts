import { formatLimits, parseLimits, type KeptLimits, type Limits } from '../base/limits';
import { Observable } from '../base/observable';
import { StoredText } from './stored-text.browser';

/** The limits a person set: the same in all tabs, and after a reload. */
export class LimitsMemory extends Observable<KeptLimits> {
  constructor(private readonly stored = new StoredText('samesum.limits')) {
    const limits = parseLimits(stored.read());
    // Writing them back tells whether this browser stores anything.
    super({ limits, kept: stored.write(formatLimits(limits)) });
    stored.onOtherTab(() => this.set({ limits: parseLimits(stored.read()), kept: true }));
  }

  /** In force at once, also where they can't be stored. */
  change(limits: Limits): void {
    const kept = this.stored.write(formatLimits(limits));
    this.set({ limits, kept });
  }
}
