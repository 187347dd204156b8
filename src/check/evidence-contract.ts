import type { FileSignature } from '../release/chain';
import type { BroughtDocument, KnownKey } from './evidence';
import type { WireEvidence } from './evidence-wire';

/** The messages between the page and the evidence worker. One worker answers one request. */
export type EvidenceRequest =
  | {
      readonly kind: 'read';
      readonly documents: readonly BroughtDocument[];
      /** Keys that this browser remembers. */
      readonly keys: readonly KnownKey[];
      /** Milliseconds since 1970: keys and signatures expire. */
      readonly now: number;
    }
  | {
      readonly kind: 'verify';
      readonly signature: FileSignature;
      /** The digest that the signature is over, or the whole file when it is over bytes. */
      readonly signed: Uint8Array<ArrayBuffer>;
    };

export type EvidenceReply =
  | { readonly kind: 'evidence'; readonly evidence: WireEvidence }
  | { readonly kind: 'verified'; readonly outcome: 'valid' | 'broken' }
  /** The worker can't answer (no memory, a bug). */
  | { readonly kind: 'failed'; readonly message: string };
