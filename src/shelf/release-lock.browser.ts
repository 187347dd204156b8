/** The part of the Web Locks API that is used; some browsers lack it. */
export type Locks = Pick<LockManager, 'request'>;

/**
 * Makes this tab the one that works on a release, until `signal`: if no tab is, once none is any more
 * (`wait`), or in place of the one that is (`take`). A tab that is closed or crashes is none at once, and
 * so is one that the browser freezes and tells so; it does not wait either while it is frozen.
 *
 * @returns a signal that is aborted when the tab is none any more, though `signal` is not; `undefined` when
 * another tab is one (`if-free`), or when `signal` came first. Where there are no locks, every tab is.
 */
export function ownRelease(
  infoHash: string,
  how: 'if-free' | 'wait' | 'take',
  signal: AbortSignal,
  locks: Locks | null = (navigator as { readonly locks?: Locks }).locks ?? null,
): Promise<AbortSignal | undefined> {
  const lost = new AbortController();
  if (signal.aborted) return Promise.resolve(undefined);
  if (!locks) return Promise.resolve(lost.signal);
  const frozen = freezing(signal);
  const either = AbortSignal.any([signal, frozen]);
  return new Promise((resolve) => {
    const hold = async (lock: Lock | null): Promise<void> => {
      resolve(lock && !either.aborted ? lost.signal : undefined);
      if (lock) await aborted(either);
      if (!signal.aborted) lost.abort();
    };
    const fail = (error: unknown): void => {
      // A page that may not use locks is as one without; and one that lost the lock was resolved before.
      if (!isAbort(error)) {
        resolve(lost.signal);
        return;
      }
      lost.abort();
      if (!frozen.aborted) resolve(undefined);
      else void resumed(signal).then(() => resolve(ownRelease(infoHash, how, signal, locks)));
    };
    const name = `samesum-release-${infoHash}`;
    locks.request(name, optionsOf(how, either), hold).catch(fail);
  });
}

/** A signal can end waiting alone; with the other options the API refuses it. */
function optionsOf(how: 'if-free' | 'wait' | 'take', signal: AbortSignal): LockOptions {
  if (how === 'wait') return { signal };
  return how === 'take' ? { steal: true } : { ifAvailable: true };
}

/** Page Lifecycle: the last that a page hears before its timers and requests stand still. */
function freezing(signal: AbortSignal): AbortSignal {
  const frozen = new AbortController();
  document.addEventListener('freeze', () => frozen.abort(), { once: true, signal });
  return frozen.signal;
}

function resumed(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener('resume', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
