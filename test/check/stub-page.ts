import { vi } from 'vitest';
import { FakeWorker } from './fake-worker';

/** What a page has, as far as hashing needs it; workers run in this thread. */
export function stubPage(): void {
  FakeWorker.started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://example.org', protocol: 'https:' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/app/' });
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
}
