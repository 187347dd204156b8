/** Tells the other tabs of this site that a release was removed, so that they let go of it too. */
export class Removals {
  readonly #channel = new BroadcastChannel('samesum-shelf');

  tell(infoHash: string): void {
    this.#channel.postMessage({ removed: infoHash });
  }

  /** Calls `listener` when another tab removed a release. What comes may be of another version. */
  onTold(listener: (infoHash: string) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const infoHash = readRemoval(data);
      if (infoHash !== undefined) listener(infoHash);
    });
  }

  close(): void {
    this.#channel.close();
  }
}

function readRemoval(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { removed } = data as { readonly removed?: unknown };
  return typeof removed === 'string' && /^[0-9a-f]{40}$/.test(removed) ? removed : undefined;
}
