import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { noEvidence, type Evidence } from '../../src/check/evidence';
import { packEvidence, unpackEvidence } from '../../src/check/evidence-wire';

function evidenceWith(problem: Problem): Evidence {
  return {
    ...noEvidence,
    items: [
      { documentId: 'pasted', kind: 'list', summary: 'ü', problem },
      { documentId: 'pasted', kind: 'key', summary: '', problem: undefined },
    ],
    lists: [
      { entries: [], source: 'list', chain: [], problem },
      { entries: [], source: 'list', chain: [], problem: undefined },
    ],
    questions: [{ problem, chain: [] }],
  };
}

describe('evidence as a message', () => {
  it('arrives as it was sent: nothing', () => {
    expect(unpackEvidence(structuredClone(packEvidence(noEvidence)))).toEqual(noEvidence);
  });

  it('arrives as it was sent: problems, but for their causes', () => {
    const sent = evidenceWith(
      new Problem('check/list-differs', 'früh.iso', { cause: () => undefined }),
    );
    const arrived = unpackEvidence(structuredClone(packEvidence(sent)));
    expect(arrived).toEqual(evidenceWith(new Problem('check/list-differs', 'früh.iso')));
    const [question] = arrived.questions;
    expect(question?.problem).toBeInstanceOf(Problem);
    expect(question?.problem.code).toBe('check/list-differs');
    expect(question?.problem.detail).toBe('früh.iso');
  });
});
