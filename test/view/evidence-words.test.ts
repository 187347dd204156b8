import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import {
  noEvidence,
  pastedId as pastedIdOfCheck,
  type EvidenceItem,
  type EvidenceState,
  type MatchedEvidence,
} from '../../src/check/evidence';
import { evidenceWords, pastedId } from '../../src/view/evidence-words';

const summary = 'SHA-256 for f.iso, from a list of 12.';
const matched: MatchedEvidence = { expectations: [], summary, question: undefined };

function item(documentId: string, kind: EvidenceItem['kind'], said: string): EvidenceItem {
  return { documentId, kind, summary: said, problem: undefined };
}

function stateWith(items: readonly EvidenceItem[], more: Partial<EvidenceState> = {}) {
  const files = [{ id: 'file-1', name: '総和.asc', size: 3 }];
  return { reading: false, text: 'x', files, evidence: { ...noEvidence, items }, ...more };
}

describe('evidenceWords', () => {
  it('knows the paste box by the same id', () => {
    expect(pastedId).toBe(pastedIdOfCheck);
  });

  it('says nothing of nothing', () => {
    const state = { reading: false, text: '', files: [], evidence: noEvidence };
    expect(evidenceWords(state, undefined)).toEqual({
      summary: '',
      pasted: { lines: [], problems: [] },
      documents: new Map(),
      problem: undefined,
    });
  });

  it('says that it is reading rather than what it said before', () => {
    const words = evidenceWords(stateWith([], { reading: true }), matched);
    expect(words.summary).toBe('Reading what you brought…');
  });

  it('does not say twice what a pasted list is', () => {
    const items = [item('pasted', 'list', 'A list.'), item('pasted', 'key', 'A key.')];
    expect(evidenceWords(stateWith(items), matched).pasted.lines).toEqual(['A key.']);
    expect(evidenceWords(stateWith(items), undefined).pasted.lines).toEqual(['A list.', 'A key.']);
  });

  it('gives each document what was found in it', () => {
    const items = [item('file-1', 'signature', 'A signature.'), item('pasted', 'list', 'A list.')];
    expect(evidenceWords(stateWith(items), undefined).documents).toEqual(
      new Map([['file-1', { lines: ['A signature.'], problems: [] }]]),
    );
  });

  it('forgets what a text was that is not there any more', () => {
    const items = [item('pasted', 'list', 'A list.')];
    expect(evidenceWords(stateWith(items, { text: '' }), undefined).pasted.lines).toEqual([]);
  });

  it('says a problem once: at its document, else on its own', () => {
    const problem = new Problem('check/unknown-key', 'ABCD');
    const asked = { ...matched, question: { problem, chain: [] } };
    expect(evidenceWords(stateWith([]), asked).problem).toBe(problem);
    const same = new Problem('check/unknown-key', 'ABCD');
    const items = [{ ...item('file-1', 'unusable', ''), problem: same }];
    const words = evidenceWords(stateWith(items), asked);
    expect(words.problem).toBeUndefined();
    expect(words.documents.get('file-1')?.problems).toEqual([same]);
  });
});
