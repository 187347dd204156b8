import { describe, expect, it } from 'vitest';
import { closingAdvice } from '../../../src/swarm/diagnosis/closing-advice';
import { noTransfer, type MirrorReport, type Transfer } from '../../../src/swarm/transfer';

const seeding: Transfer = { ...noTransfer, haveBytes: 10, size: 10, seeding: true };

function mirror(state: MirrorReport['state']): MirrorReport {
  return { url: 'https://mirror.example/f', state, receivedBytes: 0, problem: undefined };
}

describe('closingAdvice', () => {
  it.each<[string, Partial<Transfer>, string]>([
    ['the size is not known', { size: 0, haveBytes: 0 }, 'receiving'],
    ['a byte is missing', { haveBytes: 9, fullCopies: 3 }, 'receiving'],
    ['it is given to nobody', { seeding: false }, 'not-needed'],
    ['nobody else is seen', {}, 'only-copy'],
    ['those connected lack pieces', { peers: 2 }, 'only-copy'],
    ['one other has everything', { peers: 2, fullCopies: 1 }, 'copies-elsewhere'],
    ['a mirror works', { peers: 2, mirrors: [mirror('working')] }, 'mirror'],
    ['mirrors do not work', { mirrors: [mirror('off'), mirror('waiting')] }, 'only-copy'],
    ['nothing is known of a mirror', { mirrors: [mirror('trying')] }, 'only-copy'],
  ])('%s', (_what, transfer, answer) => {
    expect(closingAdvice({ ...seeding, ...transfer }).answer).toBe(answer);
  });

  it('counts', () => {
    const mirrors = [mirror('working'), mirror('off')];
    const advice = closingAdvice({ ...seeding, peers: 5, fullCopies: 2, mirrors });
    expect(advice).toEqual({ answer: 'copies-elsewhere', fullCopies: 2, mirrors: 1, waiting: 3 });
  });
});
