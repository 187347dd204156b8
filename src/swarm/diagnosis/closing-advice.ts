import type { Transfer } from '../transfer';

/** Whether a tab can be closed without anybody missing it. */
export type ClosingAnswer =
  /** Not everything is here yet. */
  | 'receiving'
  /** Nobody gets anything from this tab. */
  | 'not-needed'
  /** Others have all of it and are online. */
  | 'copies-elsewhere'
  /** No other full copy is seen, but a mirror gives it. */
  | 'mirror'
  | 'only-copy';

export interface ClosingAdvice {
  readonly answer: ClosingAnswer;
  /** Connected peers that have everything. */
  readonly fullCopies: number;
  /** Mirrors that work. */
  readonly mirrors: number;
  /** Connected peers that are still getting it. */
  readonly waiting: number;
}

/** "Can I close this tab?", as far as this page can see. */
export function closingAdvice(transfer: Transfer): ClosingAdvice {
  const { fullCopies, peers } = transfer;
  const mirrors = transfer.mirrors.filter(({ state }) => state === 'working').length;
  const answer = answerOf(transfer, mirrors);
  return { answer, fullCopies, mirrors, waiting: Math.max(0, peers - fullCopies) };
}

function answerOf(transfer: Transfer, mirrors: number): ClosingAnswer {
  const { haveBytes, size, seeding, fullCopies } = transfer;
  if (size === 0 || haveBytes < size) return 'receiving';
  if (!seeding) return 'not-needed';
  if (fullCopies > 0) return 'copies-elsewhere';
  return mirrors > 0 ? 'mirror' : 'only-copy';
}
