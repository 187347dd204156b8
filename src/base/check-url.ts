import { hostKind } from './host-kind';

/** Characters. */
export const longestUrl = 2048;

export interface UrlRules {
  /** `mirror`: https. `tracker`: wss. Their plain forms (http, ws) only to loopback. */
  readonly schemes: 'mirror' | 'tracker';
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
}

export type UrlCheck =
  | { readonly kind: 'ok'; /** Normalised, without a fragment. */ readonly url: string }
  | { readonly kind: 'refused'; /** For people; never holds the URL. */ readonly why: string };

const schemes = {
  mirror: { encrypted: 'https:', plain: 'http:' },
  tracker: { encrypted: 'wss:', plain: 'ws:' },
} as const;

/**
 * Decides whether the page may connect to an address that someone else wrote. Everything not on the
 * short list of allowed schemes and hosts is refused, so that a link can't make a visitor's browser
 * run script, read local files or probe the network that it is in.
 */
export function checkUrl(text: string, rules: UrlRules): UrlCheck {
  if (text.length > longestUrl) return refused('longer than 2,048 characters');
  if (!URL.canParse(text)) return refused('not a complete web address');
  const url = new URL(text);
  const { encrypted, plain } = schemes[rules.schemes];
  if (url.protocol !== encrypted && url.protocol !== plain)
    return refused(`not an address with ${encrypted}//`);
  if (url.username !== '' || url.password !== '')
    return refused('has a user name or a password in it');

  const host = hostKind(url.hostname);
  if (host === 'private') return refused('leads into a private network');
  if (host === 'loopback' && !rules.loopbackAllowed) return refused('leads to your own computer');
  if (host === 'public' && url.protocol === plain)
    return refused(`not encrypted: it needs ${encrypted}//`);

  // `hash` is empty for a bare `#`, so cut by the sign itself: elsewhere in `href` it is escaped.
  const href = url.href.replace(/#.*$/s, '');
  // Escaping makes it longer.
  return href.length > longestUrl
    ? refused('longer than 2,048 characters')
    : { kind: 'ok', url: href };
}

/** True for the names and addresses of this computer itself. Takes what `location.hostname` gives. */
export function isLoopbackHost(hostname: string): boolean {
  return hostKind(hostname) === 'loopback';
}

function refused(why: string): UrlCheck {
  return { kind: 'refused', why };
}
