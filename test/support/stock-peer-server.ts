import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';

const pageScript = join(import.meta.dirname, 'stock-peer-page.ts');
const html = '<!doctype html><title>stock</title><link rel="icon" href="data:,">';

export interface StockServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What a path of the page means: its type and its text. */
async function contentOf(path: string, engine: string): Promise<readonly [string, string]> {
  switch (path) {
    case '/':
      return ['text/html', `${html}<script type="module" src="/page.js"></script>`];
    case '/page.js': {
      const { code } = await transformWithOxc(await readFile(pageScript, 'utf8'), pageScript);
      return ['text/javascript', code];
    }
    case '/webtorrent.js':
      return ['text/javascript', await readFile(engine, 'utf8')];
    default:
      return ['', ''];
  }
}

/**
 * Serves the page of `stock-peer.ts` with the webtorrent build at the path `engine`. Each has a port
 * of its own, so an origin and storage of its own too: webtorrent wipes its folder in OPFS when it
 * starts.
 */
export async function startStockServer(engine: string): Promise<StockServer> {
  const server = createServer((request, response) => {
    void contentOf(request.url ?? '/', engine).then(([type, text]) => {
      response.writeHead(type === '' ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
      response.end(text);
    });
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
