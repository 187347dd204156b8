import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
// Never the package's index: that one loads a native module for Node peers.
import TrackerServer from 'bittorrent-tracker/server';

/** WebSocket clients are told a fifth of this: announce every 20 s. */
const intervalMs = 100_000;
const largestMessageBytes = 262_144;
/** Only to read a path with. */
const anyBase = 'http://tracker';

/** A page's socket, as far as anybody but the tracker may use it. */
export interface TrackerSocket {
  send(text: string): void;
}

export interface AttachedTracker {
  /** The sockets that are open now. */
  readonly sockets: ReadonlySet<TrackerSocket>;
  close(): Promise<void>;
}

/** Puts a WebTorrent tracker on an HTTP server's `path`; other upgrades are left to others. */
export function attachTracker(server: HttpServer, path = '/announce'): AttachedTracker {
  const tracker = new TrackerServer({
    udp: false,
    http: false,
    stats: false,
    ws: { noServer: true, maxPayload: largestMessageBytes },
    interval: intervalMs,
  });
  // A client's malformed message is its own problem.
  tracker.on('warning', () => undefined);
  tracker.on('error', () => undefined);

  const streams = new Set<Duplex>();
  const sockets = new Set<TrackerSocket>();
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { url = '/' } = request;
    if (!URL.canParse(url, anyBase)) {
      socket.destroy();
      return;
    }
    if (new URL(url, anyBase).pathname !== path) return;
    streams.add(socket);
    socket.once('close', () => streams.delete(socket));
    tracker.ws.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.add(webSocket);
      socket.once('close', () => sockets.delete(webSocket));
      tracker.ws.emit('connection', webSocket, request);
    });
  };
  server.on('upgrade', onUpgrade);
  return {
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.off('upgrade', onUpgrade);
        for (const stream of streams) stream.destroy();
        tracker.close(resolve);
      }),
  };
}
