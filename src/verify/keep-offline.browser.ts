import { scriptUrl } from '../base/start-worker.browser';

/**
 * Keeps the page in the browser, so that it goes on working, and opens again, without a network. Where
 * that is not possible (a private window, the development server, which has no list of files) nothing
 * is lost but that; it is no problem to tell about.
 *
 * @param build names the build; another one replaces what is kept
 */
export async function keepOffline(build: string): Promise<void> {
  // Missing in private windows of some browsers.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const address = scriptUrl(`offline.js?${encodeURIComponent(build)}`);
  await container?.register(address as string).catch(() => undefined);
}
