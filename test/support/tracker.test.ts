import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachTracker } from '../../vite/tracker';

let server: Server;
let tracker: ReturnType<typeof attachTracker>;
let port: number;

beforeEach(async () => {
  server = createServer((_, response) => response.end('here'));
  tracker = attachTracker(server);
  // Whoever else takes upgrades, as Vite does.
  server.on('upgrade', (request, socket) => {
    if (request.url === '/other') socket.end('HTTP/1.1 418 Other\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  await tracker.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** The first line that comes back, or nothing when the connection is closed before. */
function upgrade(path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.setEncoding('utf8');
    let answer = '';
    const end = () => {
      socket.destroy();
      resolve(answer.split('\r\n')[0] ?? '');
    };
    socket.on('data', (text: string) => {
      answer += text;
      end();
    });
    socket.on('close', end);
    socket.on('error', end);
    const key = 'dGhlIHNhbXBsZSBub25jZQ==';
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
  });
}

describe('attachTracker', () => {
  it.each([
    ['/announce', 'HTTP/1.1 101 Switching Protocols'],
    ['/announce?x', 'HTTP/1.1 101 Switching Protocols'],
    ['/other', 'HTTP/1.1 418 Other'],
    ['//', ''],
    ['http://[', ''],
  ])('answers an upgrade of %s with %j, and lives on', async (path, answer) => {
    expect(await upgrade(path)).toBe(answer);
    const response = await fetch(`http://localhost:${port}/`);
    expect(await response.text()).toBe('here');
  });
});
