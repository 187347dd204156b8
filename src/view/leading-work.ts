import { isUnderWay, type Work } from './work';

/** A job's work, as far as it matters which of several the title tells of. */
export interface Candidate {
  readonly work: Work;
  /** Its page is the one that is shown. */
  readonly shown: boolean;
  /** Its page has been shown since it came to what it is now. */
  readonly seen: boolean;
}

/**
 * What the tab's title and icon tell of: first what goes on, then what is shown, then what came to an end
 * behind another page and nobody has seen yet. `undefined`: nothing; the page's own name will do.
 */
export function leadingWork(candidates: readonly Candidate[]): Work | undefined {
  let leading: Work | undefined;
  let best = unimportant;
  for (const candidate of candidates) {
    const importance = importanceOf(candidate);
    if (importance <= best) continue;
    best = importance;
    leading = candidate.work;
  }
  return leading;
}

const unimportant = 0;

function importanceOf({ work, shown, seen }: Candidate): number {
  if (work.phase === 'idle') return unimportant;
  if (isUnderWay(work)) return shown ? 4 : 3;
  if (shown) return 2;
  return seen ? unimportant : 1;
}
