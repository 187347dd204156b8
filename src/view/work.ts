import type { Verdict } from '../check/verdict';

/** How far a job is, for somebody who looks elsewhere. */
export type Phase =
  /** Nothing was asked of it, or it was stopped. */
  | 'idle'
  | 'reading-link'
  /** The link was read, and nobody contacted yet. */
  | 'not-started'
  /** For the list of pieces. */
  | 'looking'
  | 'receiving'
  | 'checking'
  | 'saving'
  /** The checksums are being computed. */
  | 'publishing'
  /** By the person. */
  | 'paused'
  /** It goes on once somebody does something: makes room, finds another mirror. */
  | 'stuck'
  | 'failed'
  | Verdict['kind']
  | 'saved'
  | 'not-saved'
  /** Several files, each with a verdict of its own. */
  | 'checked'
  /** Published, and others can have it from here; or not now. */
  | 'giving'
  | 'not-giving';

/** What closing the tab now would take from others, or from the person. */
export type Loss =
  /** Somebody is getting the file, and no other full copy and no mirror is in sight. */
  | 'only-copy'
  /** The checksums computed so far. */
  | 'publishing'
  /** The file that is being written. */
  | 'saving';

/** What one job is doing, at one moment. */
export interface Work {
  readonly phase: Phase;
  /** Of the file; hostile text. Absent while there is none, or there are several. */
  readonly name: string | undefined;
  /** Whole per cent of the phase, 0–100; absent where nothing is measured. */
  readonly percent: number | undefined;
  readonly loss: Loss | undefined;
}

const phasesUnderWay: ReadonlySet<Phase> = new Set<Phase>([
  'looking',
  'receiving',
  'checking',
  'saving',
  'publishing',
]);

/** It goes on by itself, and will end. */
export function isUnderWay({ phase }: Work): boolean {
  return phasesUnderWay.has(phase);
}
