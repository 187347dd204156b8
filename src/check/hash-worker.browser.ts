import type { HashRequest } from './hash-contract';
import { HashSession } from './hash-session.browser';

/** The worker's entry: passes messages and does nothing else. */
const session = new HashSession((reply) => {
  self.postMessage(reply);
});

self.addEventListener('message', (event: MessageEvent<HashRequest>) => {
  session.receive(event.data);
});
