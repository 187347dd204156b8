import type { Observable } from '../base/observable';
import type { PersistenceState } from '../shelf/persistence-state';
import type { ShelfState } from '../shelf/shelf-state';

/** What the shelf page needs. Each release is named by its info hash. */
export interface ShelfLike {
  readonly list: Observable<ShelfState> & {
    pause(infoHash: string): void;
    resume(infoHash: string): void;
    stop(infoHash: string): void;
    /** Called within a click, so that the browser lets it open a file picker. */
    save(infoHash: string): void;
    remove(infoHash: string): void;
  };
  /** Whether the browser keeps what is stored. */
  readonly persistence: Observable<PersistenceState> & { ask(): void };
}
