import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { ProblemCode } from '../base/problem';

/** How this browser came to take a key for somebody's. */
export type KeyTrust =
  /** The person brought it along with the signature, just now. */
  | { readonly kind: 'brought' }
  /** The person told this browser to remember it, at that moment (milliseconds since 1970). */
  | { readonly kind: 'remembered'; readonly since: number };

/** `minisign` also stands for signify, whose keys and signatures have the same form. */
export type SignatureScheme = 'openpgp' | 'minisign';

/**
 * One link of what is behind an expectation: file → digest → these links, in order, from the list that
 * names the digest outward to the key. `broken` is why the link does not hold; a chain with a broken
 * link vouches for nothing.
 */
export type ChainLink =
  /** A list that names what is before it in the chain. */
  | {
      readonly kind: 'list';
      /** The name of the file that was brought; absent for pasted text. Hostile text. */
      readonly title: string | undefined;
      readonly lineCount: number;
      readonly broken?: ProblemCode;
    }
  /** The digest of the list before it, as the list after it has it. */
  | {
      readonly kind: 'digest';
      readonly algorithm: DigestAlgorithm;
      readonly hex: string;
      /** What the list's bytes have instead, when it is broken. */
      readonly actualHex: string;
      readonly broken?: ProblemCode;
    }
  | {
      readonly kind: 'signature';
      readonly scheme: SignatureScheme;
      /** Milliseconds since 1970, if the signature says when it was made. */
      readonly madeAt: number | undefined;
      /** minisign's trusted comment; hostile text, but covered by the signature. */
      readonly comment: string | undefined;
      readonly broken?: ProblemCode;
    }
  | {
      readonly kind: 'key';
      readonly scheme: SignatureScheme;
      /**
       * OpenPGP: the full fingerprint, in upper-case hexadecimal; minisign: the whole public key in
       * base64, as its tools print it. Of an unknown key, what the signature says of it: the
       * fingerprint or the key id, in upper-case hexadecimal.
       */
      readonly fingerprint: string;
      /** What the key says whose it is; anybody can write anything there. Hostile text. */
      readonly owner: string;
      /** Absent when the key is unknown. */
      readonly trust: KeyTrust | undefined;
      readonly broken?: ProblemCode;
    };

/** A signature over the file itself by a known key; whether it is valid shows once the bytes are hashed. */
export interface FileSignature {
  /** Tells it from the other signatures at hand. */
  readonly id: string;
  readonly scheme: SignatureScheme;
  /** What the public key's operation is given. */
  readonly over:
    | {
        readonly kind: 'digest';
        /** Of `prefix`, the bytes of the file, and `suffix`. */
        readonly algorithm: DigestAlgorithm;
        readonly prefix: Uint8Array<ArrayBuffer>;
        readonly suffix: Uint8Array<ArrayBuffer>;
      }
    /** The whole file, which must fit into memory: minisign's legacy algorithm. */
    | { readonly kind: 'bytes'; readonly maxBytes: number };
  /** In the scheme's own binary form. */
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly key: Uint8Array<ArrayBuffer>;
}
