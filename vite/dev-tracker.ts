import type { Server as HttpServer } from 'node:http';
import type { Plugin } from 'vite';
import { attachTracker } from './tracker.ts';

/** A real WebTorrent tracker on the development and preview servers' own port, path `/announce`. */
export function devTracker(): Plugin {
  return {
    name: 'dev-tracker',
    configureServer(server) {
      if (server.httpServer) attachTracker(server.httpServer as HttpServer);
    },
    configurePreviewServer(server) {
      attachTracker(server.httpServer as HttpServer);
    },
  };
}
