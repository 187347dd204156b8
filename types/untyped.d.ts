/** Libraries without types, as far as tests and tools use them. */
declare module 'abstract-chunk-store/tests/index.js' {
  export default function suite(test: unknown, Store: unknown): void;
}
declare module 'bittorrent-tracker/server' {
  import type { EventEmitter } from 'node:events';
  export default class Server extends EventEmitter {
    constructor(options: {
      udp: boolean;
      http: boolean;
      stats: boolean;
      ws: { noServer: true; maxPayload?: number };
      interval?: number;
      filter?: (infoHash: string, params: unknown, done: (error: Error | null) => void) => void;
    });
    readonly ws: EventEmitter & {
      handleUpgrade(
        request: unknown,
        socket: unknown,
        head: unknown,
        done: (socket: { send(text: string): void }) => void,
      ): void;
    };
    close(done?: () => void): void;
  }
}
