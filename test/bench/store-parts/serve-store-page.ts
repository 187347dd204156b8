import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';

/** Where webtorrent finds its store. */
const fromWebtorrent = createRequire(
  createRequire(import.meta.url).resolve('webtorrent/package.json'),
);

/** The script of `store-page.ts`, built as the app is. */
async function buildPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { 'fsa-chunk-store': fromWebtorrent.resolve('fsa-chunk-store') } },
    build: {
      write: false,
      target: ['chrome140', 'firefox133'],
      lib: { entry: join(import.meta.dirname, 'store-page.ts'), formats: ['es'] },
    },
  });
  const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
}

/** Serves the page of the bench. `localhost` is a secure context, as OPFS wants. */
export async function serveStorePage(): Promise<{ url: string; close: () => Promise<void> }> {
  const script = await buildPage();
  const html = '<!doctype html><title>store</title><link rel="icon" href="data:,">';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : `${html}<script type="module" src="/page.js"></script>`);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
