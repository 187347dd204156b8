/** Where in the app an address points. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'publish' }
  | { readonly page: 'check' }
  | { readonly page: 'shelf' }
  | { readonly page: 'settings' }
  | { readonly page: 'receive'; /** The fragment without `#`. */ readonly link: string };

/**
 * Reads the fragment of the page's address (with or without its `#`). A fragment that is neither a
 * page nor a magnet URI is a share link too: a damaged one, and the receive page says so.
 */
export function parseRoute(fragment: string): Route {
  const text = fragment.replace(/^#/, '');
  if (text === '' || text === '/') return { page: 'home' };
  if (text === '/publish') return { page: 'publish' };
  if (text === '/check') return { page: 'check' };
  if (text === '/shelf') return { page: 'shelf' };
  if (text === '/settings') return { page: 'settings' };
  return { page: 'receive', link: text };
}
