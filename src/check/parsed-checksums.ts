import type { Problem } from '../base/problem';
import type { ListEntry } from './list-entry';

/** What a text without a signature says. Never part of it: one line that can't be read makes all of it a problem. */
export type ParsedChecksums =
  /** One or more digests without a name: of whichever file is at hand. */
  | { readonly kind: 'digests'; readonly entries: readonly ListEntry[] }
  /** Every entry has a name; digests that the text gives for no name are refused beside them. */
  | { readonly kind: 'list'; readonly entries: readonly ListEntry[] }
  | { readonly kind: 'problem'; readonly problem: Problem };
