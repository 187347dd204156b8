import { visibleText } from './display-name';

/** The host of `url`, for telling people whom the page will contact; the whole text when it is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : visibleText(url);
}

/** The hosts of `urls`, each once, in order. */
export function hostsOf(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map(hostOf))];
}
