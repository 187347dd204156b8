import { checkUrl } from '../base/check-url';
import { Problem } from '../base/problem';

/** A server that helps peers find a way to each other; the shape that RTCPeerConnection takes. */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

/** What the owner of this copy of the site set in `site.json`. Format: docs/site.md. */
export interface SiteFile {
  readonly name: string;
  /** How to reach the owner; may be empty. */
  readonly contact: string;
  /** Absolute addresses. */
  readonly trackers: string[];
  readonly iceServers: IceServer[];
}

interface Page {
  /** As `location.origin` gives it. */
  readonly origin: string;
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
}

/** `catalogue` is known, but not read yet. */
const knownFields = new Set(['name', 'contact', 'trackers', 'iceServers', 'catalogue']);
/** Entries of a list. */
const mostEntries = 20;
/** Characters of a text. */
const longestText = 1024;
const iceUrl = /^(stuns?|turns?):[^\s/?#@]+(\?transport=(udp|tcp))?$/i;

/**
 * Reads the parsed JSON of `site.json`. `name` and `trackers` are required; `contact` and
 * `iceServers` may be missing; a field of any other name is a mistake worth telling the owner about.
 * Throws `page/bad-site-file` with the field that is wrong.
 */
export function parseSiteFile(json: unknown, page: Page): SiteFile {
  const site = record(json, 'site.json');
  for (const field of Object.keys(site)) if (!knownFields.has(field)) throw bad(field);
  const name = text(site['name'], 'name');
  if (name.trim() === '') throw bad('name');
  return {
    name,
    contact: text(site['contact'] ?? '', 'contact'),
    trackers: list(site['trackers'], 'trackers').map(({ value, field }) =>
      tracker(text(value, field), field, page),
    ),
    iceServers: list(site['iceServers'] ?? [], 'iceServers').map(({ value, field }) =>
      iceServer(record(value, field), field),
    ),
  };
}

/** A path means this origin, so that one file serves every host that it is copied to. */
function tracker(address: string, field: string, page: Page): string {
  if (!address.startsWith('/')) {
    const checked = checkUrl(address, { ...page, schemes: 'tracker' });
    if (checked.kind === 'refused') throw bad(`${field}: ${checked.why}`);
    return checked.url;
  }
  if (!URL.canParse(address, page.origin)) throw bad(field);
  const url = new URL(address, page.origin);
  // `//elsewhere/announce` is a path only at first sight.
  if (url.origin !== page.origin || url.hash !== '') throw bad(field);
  return url.href.replace(/^http/, 'ws');
}

function iceServer(server: Record<string, unknown>, field: string): IceServer {
  const urls = typeof server['urls'] === 'string' ? [server['urls']] : server['urls'];
  const result: IceServer = {
    urls: list(urls, `${field}.urls`).map(({ value, field: at }) => {
      const url = text(value, at);
      if (!iceUrl.test(url)) throw bad(at);
      return url;
    }),
  };
  if (result.urls.length === 0) throw bad(`${field}.urls`);
  for (const key of ['username', 'credential'] as const)
    if (server[key] !== undefined) result[key] = text(server[key], `${field}.${key}`);
  // Without them a browser refuses the whole list when the first peer turns up.
  const needsLogin = result.urls.some((url) => /^turn/i.test(url));
  if (needsLogin && (result.username === undefined || result.credential === undefined))
    throw bad(`${field}: turn needs a username and a credential`);
  return result;
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(field);
  return value as Record<string, unknown>;
}

function list(value: unknown, field: string): { value: unknown; field: string }[] {
  if (!Array.isArray(value) || value.length > mostEntries) throw bad(field);
  return value.map((item: unknown, i) => ({ value: item, field: `${field}[${i}]` }));
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length > longestText) throw bad(field);
  return value;
}

function bad(detail: string): Problem {
  return new Problem('page/bad-site-file', detail);
}
