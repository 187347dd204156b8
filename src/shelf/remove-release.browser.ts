import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';

export interface RemovePorts {
  readonly records: Pick<ReleaseRecords, 'delete'>;
  readonly pieces: (infoHash: string) => Pick<PieceRecords, 'clear' | 'held'>;
  /** What was given of it, and whether it is paused. */
  readonly releases: { forget(infoHash: string): void };
  readonly jobs: { end(infoHash: string): void };
  readonly removals: { tell(infoHash: string): void };
}

/** For so long a piece that was on its way when the jobs ended may still come into storage. */
const lateMs = 500;
const mostTries = 4;

/**
 * Removes all that this browser keeps of a release, and ends what is done with it in every tab of the
 * site. The record goes first: a tab that begins anew must not find that the person agreed. Throws what
 * storage does.
 */
export async function removeRelease(infoHash: string, ports: RemovePorts): Promise<void> {
  ports.jobs.end(infoHash);
  await ports.records.delete(infoHash);
  ports.removals.tell(infoHash);
  ports.releases.forget(infoHash);
  const pieces = ports.pieces(infoHash);
  await pieces.clear();
  for (let tries = 1; tries < mostTries; tries++) {
    await new Promise((resolve) => setTimeout(resolve, lateMs));
    if ((await pieces.held()).length === 0) return;
    await pieces.clear();
  }
}
