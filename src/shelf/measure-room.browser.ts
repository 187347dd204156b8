import type { Room } from './shelf-state';

export type Estimates = Pick<StorageManager, 'estimate'>;

/** What is used and left of what the browser lets this site store; `undefined` where it does not say. */
export async function measureRoom(storage?: Estimates): Promise<Room | undefined> {
  try {
    const { usage, quota } = (await (storage ?? optionalStorage())?.estimate()) ?? {};
    if (usage === undefined || quota === undefined) return undefined;
    return { used: usage, left: Math.max(0, quota - usage) };
  } catch {
    return undefined;
  }
}

/** Some browsers have none. */
function optionalStorage(): Estimates | undefined {
  return (navigator as { readonly storage?: Estimates }).storage;
}
