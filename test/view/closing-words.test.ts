import { describe, expect, it } from 'vitest';
import type { ClosingAdvice } from '../../src/swarm/diagnosis/closing-advice';
import { closingWords } from '../../src/view/closing-words';

const none: ClosingAdvice = { answer: 'only-copy', fullCopies: 0, mirrors: 0, waiting: 0 };

describe('closingWords', () => {
  it.each<[Partial<ClosingAdvice>, string]>([
    [{}, 'You have the only full copy that can be seen from here.'],
    [{ waiting: 1 }, '1 peer is still getting it.'],
    [{ waiting: 1_200 }, '1,200 peers are still getting it.'],
    [{ answer: 'copies-elsewhere', fullCopies: 1 }, '1 full copy elsewhere'],
    [{ answer: 'copies-elsewhere', fullCopies: 3 }, '3 full copies elsewhere'],
    [{ answer: 'mirror', mirrors: 1 }, '1 mirror works'],
    [{ answer: 'mirror', mirrors: 2 }, '2 mirrors work'],
    [{ answer: 'not-needed' }, 'Nobody gets anything'],
  ])('%o', (advice, words) => {
    expect(closingWords({ ...none, ...advice }, 'publish').reason).toContain(words);
  });

  it('does not tell a publisher that something is still to come', () => {
    const advice: ClosingAdvice = { ...none, answer: 'receiving' };
    expect(closingWords(advice, 'receive').reason).toContain('not here yet');
    expect(closingWords(advice, 'publish').reason).not.toContain('not here yet');
  });
});
