/** Where who reads a mirror waits, chunk by chunk, so that all downloads together keep to the cap. */
export interface DownloadGate {
  /**
   * To be called with the bytes that just arrived, before more are read. Resolves when they are paid
   * for; rejects with the signal's reason. Time spent here is not the mirror's fault.
   */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

const passed = Promise.resolve();

/** Lets everything through at once. */
export const openGate: DownloadGate = { take: () => passed };
