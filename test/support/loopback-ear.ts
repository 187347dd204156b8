import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Listens on a port of this machine that nothing has a reason to connect to. */
export class LoopbackEar {
  /** What the first bytes of each connection were, as text. */
  readonly heard: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((socket) => {
      socket.on('error', () => undefined);
      const index = this.heard.push('') - 1;
      socket.once('data', (bytes) => {
        this.heard[index] = bytes.toString('latin1').slice(0, 200);
        socket.destroy();
      });
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  listen(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, 'localhost', done));
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }
}
