import type { Problem } from '../base/problem';
import type { ChainLink, KeyTrust, SignatureScheme } from '../release/chain';
import type { Expectation, ExpectationSource, SignatureExpectation } from '../release/expectation';
import type { ListEntry } from './list-entry';
import type { OpenQuestion } from './verdict';

/** Something that a person brought: a pasted text, or a file that was dropped or chosen. */
export interface BroughtDocument {
  /** Tells it from the others at hand; `pastedId` for the text in the paste box. */
  readonly id: string;
  /** Absent for pasted text. Hostile text. */
  readonly name: string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The `id` of what is in the paste box. */
export const pastedId = 'pasted';

/** A key, in its scheme's own binary form. */
export interface KnownKey {
  readonly scheme: SignatureScheme;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly trust: KeyTrust;
  /** Under which it was stored: bytes with another one are damaged. */
  readonly fingerprint?: string;
  /** Whose it was said to be when it was stored. Hostile text; absent when that was not stored. */
  readonly owner?: string | undefined;
}

/** What there is to say of a key besides what it says itself. */
export type KeyCaveat =
  /** What was stored is not the key that it was stored as. Nothing is checked with it. */
  | 'damaged'
  /** Another key at hand has the same key id: one of them may be an imitation. */
  | 'same-number'
  /** It can't be stored. */
  | 'too-long';

/** A key, read. */
export interface FoundKey extends KnownKey {
  /**
   * OpenPGP: the full fingerprint, in upper-case hexadecimal; minisign: the whole public key in base64,
   * as its tools print it.
   */
  readonly fingerprint: string;
  /** Whose the key says it is, in a part that it signs itself if it is one of OpenPGP; hostile text. */
  readonly owner: string;
  /** Milliseconds since 1970; absent when the key says nothing of it. */
  readonly createdAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly revoked: boolean;
  readonly caveat: KeyCaveat | undefined;
  /** Whether one of the signatures at hand was made with it. */
  readonly signed: boolean;
}

/** A list, or digests on their own, with what is behind them. */
export interface BackedList {
  readonly entries: readonly ListEntry[];
  readonly source: Extract<ExpectationSource, 'pasted' | 'list' | 'signed-list'>;
  readonly chain: readonly ChainLink[];
  /** Why it vouches for nothing: a broken signature, an unknown key, a list that is not the signed one. */
  readonly problem: Problem | undefined;
}

/** What one document was recognised as. */
export interface EvidenceItem {
  /** Of the document; one document can hold several things, such as a signed list and a key. */
  readonly documentId: string;
  readonly kind: 'digests' | 'list' | 'signed-list' | 'signature' | 'key' | 'unusable';
  /** A sentence; may hold hostile names. Empty when `problem` says it all. */
  readonly summary: string;
  readonly problem: Problem | undefined;
}

/** All that the documents and keys at hand say, before any file is looked at. */
export interface Evidence {
  readonly items: readonly EvidenceItem[];
  readonly lists: readonly BackedList[];
  /** Signatures over none of the lists, by keys at hand that are in order: over the file, if anything. */
  readonly signatures: readonly SignatureExpectation[];
  /** What can't be used, whatever the file is: unreadable text, a signature by an unknown key. */
  readonly questions: readonly OpenQuestion[];
  readonly keys: readonly FoundKey[];
}

export const noEvidence: Evidence = {
  items: [],
  lists: [],
  signatures: [],
  questions: [],
  keys: [],
};

/** What the evidence says of one file. */
export interface MatchedEvidence {
  readonly expectations: readonly Expectation[];
  /** What was recognised for this file, as a sentence; empty when nothing was. */
  readonly summary: string;
  /** The first thing in the evidence that can't be used for this file. */
  readonly question: OpenQuestion | undefined;
}

/** What a person has brought so far, and what came of reading it. */
export interface EvidenceState {
  /** A change is still being read; `evidence` is that of before. */
  readonly reading: boolean;
  /** What is in the paste box. */
  readonly text: string;
  /** Files that were dropped or chosen as evidence, in that order. */
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
  readonly evidence: Evidence;
}

/** The evidence, seen from one file. */
export interface EvidenceReport extends EvidenceState {
  readonly matched: MatchedEvidence;
}
