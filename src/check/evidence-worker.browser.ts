import type { EvidenceReply, EvidenceRequest } from './evidence-contract';
import { packEvidence } from './evidence-wire';
import { readEvidence } from './signatures/read-evidence';
import { verifyFileSignature } from './signatures/verify-file-signature';

/** The worker's entry: answers one request. */
self.addEventListener('message', (event: MessageEvent<EvidenceRequest>) => {
  void answer(event.data).then((reply) => {
    self.postMessage(reply);
  });
});

async function answer(request: EvidenceRequest): Promise<EvidenceReply> {
  try {
    switch (request.kind) {
      case 'read': {
        const { documents, keys, now } = request;
        return {
          kind: 'evidence',
          evidence: packEvidence(await readEvidence(documents, keys, now)),
        };
      }
      case 'verify': {
        const outcome = await verifyFileSignature(request.signature, request.signed);
        return { kind: 'verified', outcome };
      }
    }
  } catch (error) {
    return { kind: 'failed', message: String(error) };
  }
}
