import { isStrong, rowOf } from '../base/digest-algorithms';
import { formatCount } from '../base/format-bytes';
import type { ProblemCode } from '../base/problem';
import { problemWords } from '../base/problem-words';
import { quotedName } from '../base/quoted-name';
import type { ChainLink } from '../release/chain';
import type { ChainStep } from './chain-step';
import { formatDay } from './format-day';

type Link<Kind extends ChainLink['kind']> = Extract<ChainLink, { kind: Kind }>;

/**
 * A link of an expectation's chain in words.
 *
 * @param unfit it is a signature over the file that does not fit the file's bytes
 */
export function linkStep(link: ChainLink, unfit: boolean): ChainStep {
  const step = sound(link);
  if (link.broken !== undefined) return broken(step, link.broken);
  if (!unfit || link.kind !== 'signature') return step;
  const weakness = 'The signature does not fit these bytes.';
  return { ...step, state: 'broken', text: weakness, weakness };
}

/** A link in words, when one after it is broken: a list that nothing vouches for, a signature without a key. */
export function unsupported(link: ChainLink): ChainStep {
  const step = sound(link);
  switch (link.kind) {
    case 'list':
      return {
        ...step,
        state: 'open',
        text: `${step.text} Nothing that can be used vouches for it.`,
      };
    case 'signature':
      return {
        ...step,
        state: 'open',
        text: 'It can’t be checked without a key that can be used.',
      };
    case 'digest':
    case 'key':
      return step;
  }
}

/** The link in words, as if it held. */
function sound(link: ChainLink): ChainStep {
  switch (link.kind) {
    case 'list':
      return list(link);
    case 'digest':
      return digest(link);
    case 'signature':
      return signature(link);
    case 'key':
      return key(link);
  }
}

function broken(step: ChainStep, code: ProblemCode): ChainStep {
  const { title, advice } = problemWords[code];
  return { ...step, state: 'broken', text: `${title}. ${advice}`, weakness: `${title}.` };
}

function list({ title, lineCount }: Link<'list'>): ChainStep {
  const name = title === undefined ? 'The list you pasted' : `The list ${quotedName(title)}`;
  return {
    kind: 'list',
    state: 'holds',
    title: name,
    text: `It has ${formatCount(lineCount, 'line')}.`,
    digits: undefined,
    weakness: '',
  };
}

function digest({ algorithm, hex }: Link<'digest'>): ChainStep {
  const { label, whyWeak = '' } = rowOf(algorithm);
  const strong = isStrong(algorithm);
  return {
    kind: 'digest',
    state: strong ? 'holds' : 'weak',
    title: `The checksum of that list (${label})`,
    text: `The list has the one that the next list gives.${strong ? '' : ` ${whyWeak}`}`,
    digits: hex,
    weakness: whyWeak,
  };
}

const schemes = { openpgp: 'OpenPGP', minisign: 'minisign' } as const;

function signature({ scheme, madeAt, comment }: Link<'signature'>): ChainStep {
  const made = madeAt === undefined ? '' : ` It was made on ${formatDay(madeAt)}.`;
  const said = comment === undefined || comment === '' ? '' : ` It says: ${quotedName(comment)}.`;
  return {
    kind: 'signature',
    state: 'holds',
    title: `The signature (${schemes[scheme]})`,
    text: `It is valid: nothing was changed since it was made.${made}${said}`,
    digits: undefined,
    weakness: '',
  };
}

const digitsWords = { openpgp: 'Its fingerprint:', minisign: 'The whole key:' } as const;

function key({ scheme, fingerprint, owner, trust }: Link<'key'>): ChainStep {
  const name =
    owner.trim() === '' ? 'It has no name in it.' : `The name in it: ${quotedName(owner)}.`;
  const named = trust === undefined ? 'It is not here.' : name;
  const digits = trust === undefined ? 'The signature says which:' : digitsWords[scheme];
  return {
    kind: 'key',
    state: 'holds',
    title: 'The key that made it',
    text: `${named}${fingerprint === '' ? '' : ` ${digits}`}`,
    digits: fingerprint === '' ? undefined : fingerprint,
    weakness: '',
  };
}
