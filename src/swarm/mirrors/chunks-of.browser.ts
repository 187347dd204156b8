/** Bytes. Whatever came by the time it is read may come as one chunk otherwise, several megabytes of it. */
const longestChunk = 64 * 1024;

/**
 * The chunks of a response's body, short ones; leaving the loop early cancels the download. Throws what the network
 * does, or the signal's reason: a body of which everything arrived may not notice an abort by itself.
 */
export async function* chunksOf(
  response: Response,
  signal: AbortSignal,
  mostBytes: () => number = () => longestChunk,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = response.body && readerOf(response.body, mostBytes);
  if (!reader) return;
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A read that was cancelled looks like the end.
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

interface Reader {
  read(): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;
  cancel(): Promise<void>;
}

/** Where bodies are byte streams (Streams standard), the reader says how much it takes. */
function readerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, mostBytes: () => number): Reader {
  let byob: ReadableStreamBYOBReader;
  try {
    byob = body.getReader({ mode: 'byob' });
  } catch {
    return body.getReader();
  }
  return {
    read: async () => {
      const { done, value } = await byob.read(new Uint8Array(Math.min(longestChunk, mostBytes())));
      return done ? { done, value: undefined } : { done, value };
    },
    cancel: () => byob.cancel(),
  };
}
