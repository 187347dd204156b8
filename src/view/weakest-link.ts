import type { ChainStep } from './chain-step';

/** What each kind of link is called inside a sentence. */
const names: Readonly<Record<ChainStep['kind'], string>> = {
  bytes: 'the file itself',
  digest: 'the checksum',
  list: 'the list',
  signature: 'the signature',
  key: 'the key',
  trust: 'how the key came here',
  origin: 'where the checksum came from',
};

/**
 * Names the weakest link: one that is broken, else one that is weak, else the last, which is how the key
 * or the checksum came here.
 *
 * @param steps not empty
 */
export function weakestLink(steps: readonly ChainStep[]): string {
  const broken = steps.find((step) => step.state === 'broken');
  if (broken) return `The chain is broken at ${names[broken.kind]}. ${broken.weakness}`;
  const weak = steps.find((step) => step.state === 'weak');
  if (weak) return `The weakest link is ${names[weak.kind]}. ${weak.weakness}`;
  const last = steps.at(-1);
  return last ? `The weakest link is ${names[last.kind]}. ${last.weakness}` : '';
}
