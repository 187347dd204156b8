import { Problem } from '../base/problem';
import { untilAborted } from '../base/until-aborted.browser';
import { startWorker } from '../base/start-worker.browser';
import type { FileSignature } from '../release/chain';
import type { BroughtDocument, Evidence, KnownKey } from './evidence';
import type { EvidenceReply, EvidenceRequest } from './evidence-contract';
import { unpackEvidence } from './evidence-wire';
import workerUrl from './evidence-worker.browser?worker&url';

/**
 * Reads what was brought, in a worker of its own, which ends with it.
 *
 * @param now milliseconds since 1970
 * @throws Problem `check/worker`, or the signal's reason
 */
export async function readEvidenceInWorker(
  documents: readonly BroughtDocument[],
  keys: readonly KnownKey[],
  now: number,
  signal: AbortSignal,
): Promise<Evidence> {
  const reply = await ask({ kind: 'read', documents, keys, now }, signal);
  if (reply.kind === 'evidence') return unpackEvidence(reply.evidence);
  throw unexpected(reply);
}

/**
 * Checks a signature over a file, in a worker of its own.
 *
 * @param signed the digest that the signature is over, or the whole file when it is over bytes
 * @throws Problem `check/worker`, or the signal's reason
 */
export async function verifyInWorker(
  signature: FileSignature,
  signed: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<'valid' | 'broken'> {
  const reply = await ask({ kind: 'verify', signature, signed }, signal);
  if (reply.kind === 'verified') return reply.outcome;
  throw unexpected(reply);
}

function ask(request: EvidenceRequest, signal: AbortSignal): Promise<EvidenceReply> {
  signal.throwIfAborted();
  const worker = startWorker(workerUrl);
  const answer = new Promise<EvidenceReply>((resolve, reject) => {
    const fail = (event: Event) => {
      // A script that could not be loaded gives a plain Event, a thrown error an ErrorEvent.
      reject(new Problem('check/worker', (event as Partial<ErrorEvent>).message ?? ''));
    };
    worker.addEventListener('message', (event: MessageEvent<EvidenceReply>) => resolve(event.data));
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
    worker.postMessage(request);
  });
  return untilAborted(answer, signal).finally(() => worker.terminate());
}

function unexpected(reply: EvidenceReply): Problem {
  const detail = reply.kind === 'failed' ? reply.message : `The worker answered ${reply.kind}.`;
  return new Problem('check/worker', detail);
}
