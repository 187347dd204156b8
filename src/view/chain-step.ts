/** `open`: nothing shows that it holds, and nothing shows that it does not. */
export type StepState = 'holds' | 'weak' | 'broken' | 'open';

/** One link of the chain from the bytes to whoever is believed, in words. */
export interface ChainStep {
  readonly kind: 'bytes' | 'digest' | 'list' | 'signature' | 'key' | 'trust' | 'origin';
  readonly state: StepState;
  /** A few words without a full stop; may hold hostile text, isolated. */
  readonly title: string;
  /** Whole sentences; may hold hostile text, isolated. */
  readonly text: string;
  /** Digits to compare by eye: of a digest or a key. */
  readonly digits: string | undefined;
  /** What the weakest-link sentence says when this is the weakest. */
  readonly weakness: string;
}
