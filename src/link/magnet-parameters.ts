import { Problem } from '../base/problem';

/** Characters. Room for 8 KiB of `x.info` and a dozen long addresses. */
export const longestLink = 64 * 1024;

export interface MagnetParameter {
  /** Lower case, without the index of `tr.1`. */
  readonly name: string;
  /** Decoded; `undefined` when its percent-escapes are broken. */
  readonly value: string | undefined;
}

/**
 * Splits a magnet URI into its parameters. Takes the URI, a fragment (`#magnet:?…`) or a whole share
 * link. Throws `link/too-long` and `link/not-a-share-link`.
 */
export function magnetParameters(text: string): MagnetParameter[] {
  if (text.length > longestLink) throw new Problem('link/too-long');
  return query(text.trim()).split('&').map(parameter);
}

function query(text: string): string {
  // Only the first `#` starts a fragment; a name may hold more of them.
  const uri = /^magnet:/i.test(text) ? text : text.slice(text.indexOf('#') + 1);
  const match = /^magnet:\?(.*)$/is.exec(uri);
  if (match?.[1] === undefined) throw new Problem('link/not-a-share-link');
  return match[1];
}

function parameter(text: string): MagnetParameter {
  const equals = text.indexOf('=');
  const key = equals < 0 ? text : text.slice(0, equals);
  const raw = equals < 0 ? '' : text.slice(equals + 1);
  const name = key
    .toLowerCase()
    // Copied out of a page's source, `&` is `&amp;`. Dropping the parameter could drop a pinned digest.
    .replace(/^amp;/, '')
    .replace(/\.\d+$/, '');
  // Other programs write the spaces of a name as `+`. In an address a plus sign is a plus sign.
  return { name, value: unescape(name === 'dn' ? raw.replaceAll('+', ' ') : raw) };
}

function unescape(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}
