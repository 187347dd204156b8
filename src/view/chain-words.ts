import { rowOf } from '../base/digest-algorithms';
import { formatExactBytes } from '../base/format-bytes';
import type { Digests, Verdict } from '../check/verdict';
import type { ChainLink } from '../release/chain';
import type { Expectation, ExpectationSource } from '../release/expectation';
import { linkStep, unsupported } from './chain-link-words';
import type { ChainStep, StepState } from './chain-step';
import { formatDay } from './format-day';
import { identityWords, keyOf, type KeyLink } from './signer-words';
import { weakestLink } from './weakest-link';

export interface Chain {
  readonly steps: readonly ChainStep[];
  /** A sentence or two that name the weakest link. */
  readonly weakest: string;
}

/**
 * What a verdict rests on, link by link: bytes, digest, list, signature, key, and how this browser came
 * to trust the key, or where the digest came from. `undefined` when nothing was compared with anything.
 *
 * @param size of the file, in bytes
 */
export function chainOf(
  verdict: Verdict,
  digests: Digests,
  size: number | undefined,
): Chain | undefined {
  const steps = stepsOf(verdict, digests, size);
  return steps && { steps, weakest: weakestLink(steps) };
}

function stepsOf(
  verdict: Verdict,
  digests: Digests,
  size: number | undefined,
): readonly ChainStep[] | undefined {
  switch (verdict.kind) {
    case 'nothing-to-check':
      return undefined;
    case 'could-not-check':
      return verdict.chain.length === 0
        ? undefined
        : [
            bytesStep(digests, size, 'open'),
            ...linkSteps(verdict.chain, false),
            ...endOf(verdict.chain),
          ];
    case 'matches':
    case 'weak':
      return expectationSteps(verdict.by, bytesStep(digests, size, 'holds'), true);
    case 'differs': {
      const wrongSize =
        size !== undefined && verdict.expected.size !== undefined && size !== verdict.expected.size;
      const bytes = bytesStep(digests, size, wrongSize ? 'broken' : 'holds');
      const expectedSize = wrongSize ? verdict.expected.size : undefined;
      return expectationSteps(verdict.expected, sized(bytes, expectedSize), false);
    }
  }
}

function expectationSteps(
  expectation: Expectation,
  bytes: ChainStep,
  fits: boolean,
): readonly ChainStep[] {
  const { chain, source } = expectation;
  const links = linkSteps(chain, expectation.kind === 'signature' && !fits);
  const end = keyOf(chain) ? endOf(chain) : [originSteps[source]];
  if (expectation.kind === 'signature') return [bytes, ...links, ...end];
  return [bytes, digestStep(expectation, fits || bytes.state === 'broken'), ...links, ...end];
}

function bytesStep(digests: Digests, size: number | undefined, state: StepState): ChainStep {
  return {
    kind: 'bytes',
    state,
    title: 'The bytes of this file',
    text:
      state === 'open'
        ? 'They were not compared: the links below don’t lead to anything that can be used.'
        : `All of them were read${size === undefined ? '' : `: ${formatExactBytes(size)}`}.`,
    digits: state === 'open' ? digests.sha256 : undefined,
    weakness: '',
  };
}

function sized(bytes: ChainStep, expectedSize: number | undefined): ChainStep {
  if (expectedSize === undefined) return bytes;
  const text = `${bytes.text} There should be ${formatExactBytes(expectedSize)}.`;
  return { ...bytes, text, weakness: 'The file has another size than it should have.' };
}

function digestStep(
  { digest, source }: Extract<Expectation, { kind: 'digest' }>,
  fits: boolean,
): ChainStep {
  const { label, whyWeak } = rowOf(digest.algorithm);
  const whose = source === 'list' || source === 'signed-list' ? 'that the list gives' : 'expected';
  const base = { kind: 'digest', title: `Their checksum (${label})`, digits: digest.hex } as const;
  if (!fits)
    return {
      ...base,
      state: 'broken',
      text: `The bytes have another one. The one ${whose} is:`,
      weakness: `The ${label} of these bytes is not the one ${whose}.`,
    };
  const text = `The bytes have the one ${whose}.`;
  if (whyWeak === undefined) return { ...base, state: 'holds', text, weakness: '' };
  return { ...base, state: 'weak', text: `${text} ${whyWeak}`, weakness: whyWeak };
}

function linkSteps(chain: readonly ChainLink[], signatureBroken: boolean): readonly ChainStep[] {
  const brokenAt = chain.findIndex((link) => link.broken !== undefined);
  return chain.map((link, i) =>
    i < brokenAt ? unsupported(link) : linkStep(link, signatureBroken && i === 0),
  );
}

/** How the key came here; nothing when the key is not known, for then its own link is broken. */
function endOf(chain: readonly ChainLink[]): readonly ChainStep[] {
  const key = keyOf(chain);
  return key?.trust === undefined ? [] : [trustStep(key.trust, key.scheme)];
}

function trustStep(trust: NonNullable<KeyLink['trust']>, scheme: KeyLink['scheme']): ChainStep {
  const base = { kind: 'trust', title: 'Why this key', digits: undefined } as const;
  if (trust.kind === 'remembered')
    return {
      ...base,
      state: 'holds',
      text: `You told this browser to remember it on ${formatDay(trust.since)}.`,
      weakness:
        'Every link holds. All of it rests on the key that you told this browser to remember.',
    };
  return {
    ...base,
    state: 'open',
    text: `You brought it just now. Anybody can write any name into a key: compare its ${identityWords[scheme]} with what the distributor gives elsewhere.`,
    weakness: 'You brought the key just now, and nothing here says whose it really is.',
  };
}

const originSteps: Readonly<Record<ExpectationSource, ChainStep>> = {
  link: origin(
    'The share link',
    'It came with the link. Whoever made the link chose it.',
    'The checksum came with the link, and nothing here says who made the link.',
  ),
  pasted: origin(
    'Where you found it',
    'You pasted it. It is worth as much as the page it is from.',
    'The checksum is worth as much as the page from which you copied it.',
  ),
  list: origin(
    'Where you found it',
    'You brought the list. It is not signed, or its signature is not here, so it is worth as much as the page it is from.',
    'The list is worth as much as the page from which you have it.',
  ),
  // These two have a key in their chain; should one ever be without, it must not look settled.
  'signed-list': origin('Unknown', 'The key is not named.', 'The key is not named.'),
  signature: origin('Unknown', 'The key is not named.', 'The key is not named.'),
  site: origin(
    'This site’s catalogue',
    'The people who run this site put it there.',
    'The checksum is the one that the people who run this site put into their catalogue.',
  ),
};

function origin(title: string, text: string, weakness: string): ChainStep {
  return { kind: 'origin', state: 'open', title, text, digits: undefined, weakness };
}
