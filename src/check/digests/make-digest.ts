import type { DigestAlgorithm } from '../../base/digest-algorithms';
import { makeWasmDigest } from './make-wasm-digest';
import type { RunningDigest } from './running-digest';

/**
 * The fastest implementation of `algorithm` there is. Where WebAssembly is missing (a browser's
 * strictest mode, a policy) it is one in plain JavaScript, several times slower.
 */
export async function makeDigest(algorithm: DigestAlgorithm): Promise<RunningDigest> {
  const fast = await makeWasmDigest(algorithm).catch(() => undefined);
  return fast ?? makeScriptDigest(algorithm);
}

/** Code of its own, because hardly anybody needs it. */
async function makeScriptDigest(algorithm: DigestAlgorithm): Promise<RunningDigest> {
  const script = await import('./make-script-digest');
  return script.makeScriptDigest(algorithm);
}
