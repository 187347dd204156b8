/* global self, caches, fetch, Response, URL */
/**
 * Keeps the page itself in the browser, so that files can be checked without a network. It keeps nothing
 * else, and answers for nothing but the page's own files. The address that it is registered under names
 * the build (`?…`): another build is another service worker with a cache of its own.
 */
const cacheName = `page ${self.location.search}`;
const home = new URL('./', self.location.href);

async function keep() {
  const list = await (await fetch(new URL('offline.json', home), { cache: 'no-cache' })).json();
  const addresses = ['./', 'site.json', 'icon.svg', ...list].map(
    (path) => new URL(path, home).href,
  );
  const cache = await caches.open(cacheName);
  await cache.addAll(addresses);
}

async function dropOthers() {
  for (const name of await caches.keys())
    if (name.startsWith('page ') && name !== cacheName) await caches.delete(name);
}

/** Names in `assets/` change with their content, so what is kept is what would be fetched. */
async function fromCache(request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(request.url)) ?? fetch(request);
}

/** What may have changed is fetched, as long as there is a network. */
async function fromNetwork(request) {
  try {
    return await fetch(request);
  } catch {
    const cache = await caches.open(cacheName);
    const address = request.mode === 'navigate' ? home.href : request.url;
    return (await cache.match(address)) ?? Response.error();
  }
}

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(home.href)) return;
  const isAsset = request.url.startsWith(new URL('assets/', home).href);
  event.respondWith(isAsset ? fromCache(request) : fromNetwork(request));
});
