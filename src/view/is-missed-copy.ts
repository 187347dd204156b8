import type { ClosingAdvice } from '../swarm/diagnosis/closing-advice';
import type { Restraint } from '../swarm/limits/restraint';

/**
 * Whether somebody would miss this tab's copy now: peers are getting the file, it is given to them, and
 * nothing else that can be seen from here has all of it. What arrived here stays when a tab is closed; the
 * others have to wait until it is opened again.
 */
export function isMissedCopy(standing: {
  readonly closing: ClosingAdvice;
  readonly restraint: Restraint;
}): boolean {
  const { closing, restraint } = standing;
  return closing.answer === 'only-copy' && closing.waiting > 0 && restraint.notes.length === 0;
}
