import { formatCount } from '../base/format-bytes';
import type { ClosingAdvice } from '../swarm/diagnosis/closing-advice';

/** Where the question is asked: what is lost by closing differs. */
export type ClosingPlace = 'receive' | 'publish';

/** "Can I close this tab?": the answer in one word or two, and why. */
export function closingWords(
  advice: ClosingAdvice,
  place: ClosingPlace,
): { readonly answer: string; readonly reason: string } {
  switch (advice.answer) {
    case 'receiving':
      return place === 'receive'
        ? { answer: 'Not yet', reason: 'The file is not here yet. What has arrived is kept.' }
        : { answer: 'Not yet', reason: 'The file is not ready to be passed on yet.' };
    case 'not-needed':
      return { answer: 'Yes', reason: 'Nobody gets anything from this tab.' };
    case 'copies-elsewhere':
      return {
        answer: 'Yes',
        reason: `${formatCount(advice.fullCopies, 'full copy', 'full copies')} elsewhere can be seen from here.`,
      };
    case 'mirror':
      return {
        answer: 'Yes',
        reason: `${formatCount(advice.mirrors, 'mirror')} ${advice.mirrors === 1 ? 'works' : 'work'}, though no other page that is open has all of it.`,
      };
    case 'only-copy':
      return { answer: 'Better not', reason: `${onlyCopy}${waiting(advice.waiting)}` };
  }
}

const onlyCopy = 'You have the only full copy that can be seen from here.';

function waiting(peers: number): string {
  if (peers === 0) return '';
  return ` ${formatCount(peers, 'peer')} ${peers === 1 ? 'is' : 'are'} still getting it.`;
}
