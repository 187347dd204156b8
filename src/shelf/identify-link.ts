import { formatLink } from '../link/format-link';
import { parseLink } from '../link/parse-link';
import type { ShareLink } from '../link/share-link';

export interface LinkIdentity {
  /** The same for all ways of writing one link. */
  readonly key: string;
  /** Absent when the link can't be read. */
  readonly link: ShareLink | undefined;
}

/** Which link a fragment is; hostile text. */
export function identifyLink(
  fragment: string,
  rules: { readonly loopbackAllowed: boolean },
): LinkIdentity {
  try {
    const link = parseLink(fragment, rules);
    return { key: formatLink(link), link };
  } catch {
    return { key: fragment, link: undefined };
  }
}
