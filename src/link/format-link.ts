import { toBase64Url } from '../base/bytes';
import type { ShareLink } from './share-link';

/**
 * A share link as a magnet URI; `parseLink` reads it back to an equal link. Format and order of the
 * parameters: docs/share-link.md. The info hash and the digests stay readable, all else is escaped.
 */
export function formatLink(link: ShareLink): string {
  const parameters = [
    `xt=urn:btih:${link.infoHash}`,
    ...link.digests.map(({ algorithm, hex }) => `xt=urn:${algorithm}:${hex}`),
    ...escaped('dn', link.name),
    ...escaped('xl', link.size),
    ...link.trackers.flatMap((url) => escaped('tr', url)),
    ...link.mirrors.flatMap((url) => escaped('ws', url)),
    ...link.torrentUrls.flatMap((url) => escaped('xs', url)),
    ...escaped('x.pl', link.pieceLength),
    // Last because it is by far the longest: what a person might want to read comes before it.
    ...escaped('x.info', link.info && toBase64Url(link.info)),
  ];
  return `magnet:?${parameters.join('&')}`;
}

/** The URL that opens `link` in the page at `pageUrl` (whose own fragment is dropped). */
export function formatShareUrl(link: ShareLink, pageUrl: string): string {
  return `${pageUrl.replace(/#.*$/s, '')}#${formatLink(link)}`;
}

function escaped(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`${name}=${escapeStrictly(String(value))}`];
}

/**
 * Percent-encodes all but letters, digits, `-` and `.`. `encodeURIComponent` leaves more, but chat
 * programs and Markdown read `_ * ~ ! ' ( )` as markup or as the end of the address, and a full stop
 * at the end as the end of the sentence.
 */
function escapeStrictly(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[_*~!'()]|\.$/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
