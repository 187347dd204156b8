import type { Problem } from '../../base/problem';
import type { MinisignKey, MinisignSignature } from './read-minisign';

/** One of the things that a document holds. */
export type DocumentPart =
  /** OpenPGP public keys, in binary. */
  | { readonly kind: 'openpgp-keys'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** OpenPGP signatures over something else, in binary. */
  | { readonly kind: 'openpgp-signatures'; readonly bytes: Uint8Array<ArrayBuffer> }
  | ClearsignedText
  | { readonly kind: 'minisign-key'; readonly key: MinisignKey }
  | {
      readonly kind: 'minisign-signature';
      readonly signature: MinisignSignature;
      /** What it is over, when that follows in the document: signify's embedded signatures. */
      readonly message: Uint8Array<ArrayBuffer> | undefined;
    }
  /** The rest: a list or digests, if anything. */
  | {
      readonly kind: 'text';
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** All of the document, as it was brought. */
      readonly whole: boolean;
    }
  | { readonly kind: 'unusable'; readonly problem: Problem };

/** RFC 9580 section 7: a text with its signatures around it. */
export interface ClearsignedText {
  readonly kind: 'clearsigned';
  /** Exactly what is signed: without dash-escapes and white space at line ends, lines divided by CR LF. */
  readonly signed: Uint8Array<ArrayBuffer>;
  /** OpenPGP signature packets. */
  readonly signatures: Uint8Array<ArrayBuffer>;
}
