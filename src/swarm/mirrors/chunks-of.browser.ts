import { untilAborted } from '../../base/until-aborted.browser';

/**
 * The chunks of a response's body; leaving the loop early cancels the download. Throws what the network
 * does, or the signal's reason: a body of which everything arrived may not notice an abort.
 */
export async function* chunksOf(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
