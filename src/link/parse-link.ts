import { fromBase64Url } from '../base/bytes';
import { checkUrl, type UrlRules } from '../base/check-url';
import { isPieceLength } from '../base/is-piece-length';
import { parseDecimal } from '../base/parse-decimal';
import { Problem, type ProblemCode } from '../base/problem';
import { magnetParameters } from './magnet-parameters';
import { parseTopics } from './parse-topics';
import { longestInfo, type ShareLink } from './share-link';

/** Code points of a name. */
const longestName = 1024;
/** Of each kind. */
const mostUrls = 20;

/** The values of one parameter in the order of the link; `undefined` for one that can't be read. */
type Values = readonly (string | undefined)[];

/**
 * Reads a share link: a magnet URI, a fragment that is one, or a whole URL with such a fragment.
 * Format: docs/share-link.md. The link is hostile; only what was checked here gets any further.
 * Throws a `Problem` with a `link/…` code. Names, addresses and unknown parameters that are no good
 * are left out; whatever pins the file (topics, size, piece length, info) must be right or the link
 * is refused.
 */
export function parseLink(
  fragment: string,
  rules: { readonly loopbackAllowed: boolean },
): ShareLink {
  const parameters = magnetParameters(fragment);
  const values = (name: string): Values =>
    parameters.filter((parameter) => parameter.name === name).map(({ value }) => value);
  const mirror = { schemes: 'mirror', loopbackAllowed: rules.loopbackAllowed } as const;
  return {
    ...parseTopics(values('xt')),
    name: firstName(values('dn')),
    size: single(values('xl'), 'link/bad-size', parseDecimal),
    trackers: goodUrls(values('tr'), { ...mirror, schemes: 'tracker' }),
    mirrors: goodUrls(values('ws'), mirror),
    torrentUrls: goodUrls(values('xs'), mirror),
    pieceLength: single(values('x.pl'), 'link/bad-piece-length', parsePieceLength),
    info: single(values('x.info'), 'link/bad-info', parseInfoParameter),
  };
}

/** The one value of a parameter that pins something: several that differ are a conflict. */
function single<Value>(
  values: Values,
  code: ProblemCode,
  read: (text: string) => Value | undefined,
): Value | undefined {
  if (values.length === 0) return undefined;
  const [text] = values;
  if (values.some((other) => other !== text)) throw new Problem(code, 'given twice, differently');
  const value = text === undefined ? undefined : read(text);
  if (value === undefined) throw new Problem(code, (text ?? '').slice(0, 100));
  return value;
}

function parsePieceLength(text: string): number | undefined {
  const bytes = parseDecimal(text);
  return bytes !== undefined && isPieceLength(bytes) ? bytes : undefined;
}

function parseInfoParameter(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = fromBase64Url(text);
  return bytes !== undefined && bytes.length > 0 && bytes.length <= longestInfo ? bytes : undefined;
}

function firstName(values: Values): string | undefined {
  const name = values.find((value) => value !== undefined && value !== '');
  // Pasted text may hold half of a surrogate pair, which can't be written into a link again.
  return name === undefined
    ? undefined
    : Array.from(name.toWellFormed()).slice(0, longestName).join('');
}

function goodUrls(values: Values, rules: UrlRules): string[] {
  const good = new Set<string>();
  for (const value of values) {
    const checked = checkUrl(value ?? '', rules);
    if (checked.kind === 'ok') good.add(checked.url);
    if (good.size === mostUrls) break;
  }
  return [...good];
}
