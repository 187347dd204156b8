import { Observable } from '../base/observable';
import type { PersistenceState } from './persistence-state';
import { StoredText } from './stored-text.browser';

export type PersistenceDevice = Pick<StorageManager, 'persist' | 'persisted'>;

/** Asks the browser to keep what is stored, and knows what it answered. */
export class StoragePersistence extends Observable<PersistenceState> {
  readonly #device: PersistenceDevice | undefined;

  constructor(
    device: Partial<PersistenceDevice> | undefined,
    private readonly stored = new StoredText('samesum.persistence'),
  ) {
    const whole = isWhole(device) ? device : undefined;
    super(whole === undefined ? 'unsupported' : 'not-asked');
    this.#device = whole;
    void this.#recall();
  }

  /**
   * The person agreed to have something stored: a good moment for the question, which some browsers put
   * to the person. Asked once; after that only when the person wants it.
   */
  askOnce(): void {
    if (this.state === 'not-asked' && this.stored.read() === '') this.ask();
  }

  ask(): void {
    const device = this.#device;
    if (device === undefined || this.state === 'asking') return;
    this.set('asking');
    this.stored.write('asked');
    device.persist().then(
      (kept) => this.set(kept ? 'kept' : 'refused'),
      () => this.set('refused'),
    );
  }

  async #recall(): Promise<void> {
    const kept = await this.#device?.persisted().catch(() => false);
    if (kept === undefined || this.state !== 'not-asked') return;
    if (kept) this.set('kept');
    else if (this.stored.read() !== '') this.set('refused');
  }
}

function isWhole(device: Partial<PersistenceDevice> | undefined): device is PersistenceDevice {
  return device?.persist !== undefined && device.persisted !== undefined;
}
