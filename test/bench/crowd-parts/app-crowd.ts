import type { Page } from 'puppeteer-core';
import { AppPage } from '../../support/app-page';
import { waitFor } from '../../support/wait-for';
import { BenchBrowsers, capLink } from '../shared/bench-browsers';
import { watchReceive } from '../shared/watch-receive';
import type { Cap, Crowd, CrowdFile, CrowdPeer } from './crowd';
import { meterPeer, type PeerMeter } from './meter-peer';

const publishMs = 60_000;

/** Runs in the page, before its own scripts: the limits as a person set them in an earlier visit. */
function storeUploadLimit(uploadRate: number): void {
  // The empty page before the first load has no storage.
  if (location.protocol === 'about:') return;
  const limits = { uploadRate, downloadRate: null, stopAtRatio: null, mostPeers: 40 };
  localStorage.setItem('samesum.limits', JSON.stringify(limits));
}

/** Our built app, through its pages. */
export class AppCrowd implements Crowd {
  private constructor(
    /** With a slash at its end. */
    private readonly appUrl: string,
    private readonly browsers: BenchBrowsers,
    private link: string,
  ) {}

  /** @param link what receivers open when nobody publishes */
  static async open(appUrl: string, link = ''): Promise<AppCrowd> {
    return new AppCrowd(appUrl, await BenchBrowsers.open(), link);
  }

  async publish(file: CrowdFile, cap: Cap): Promise<CrowdPeer> {
    const { app, peer } = await this.#newPage(cap);
    this.link = await app.publish(file.path, publishMs);
    return peer;
  }

  async receiver(cap: Cap): Promise<CrowdPeer> {
    const { app, peer } = await this.#newPage(cap);
    await app.openLink(this.link);
    await waitFor(
      'the button to join',
      publishMs,
      async () => (await app.read('join')) !== undefined,
    );
    return peer;
  }

  close(): Promise<void> {
    return this.browsers.close();
  }

  async #newPage(cap: Cap): Promise<{ app: AppPage; peer: CrowdPeer }> {
    const page = await this.browsers.newPage();
    const app = await AppPage.prepare(page, { appUrl: this.appUrl, downloadDir: '' });
    const meter = await meterPeer(page);
    if (cap.by === 'limiter') await page.evaluateOnNewDocument(storeUploadLimit, cap.rate);
    if (cap.by === 'link') await capLink(page, cap.rate);
    return { app, peer: peerOf(page, app, meter) };
  }
}

function peerOf(page: Page, app: AppPage, meter: PeerMeter): CrowdPeer {
  return {
    ...meter,
    // One message to the page; a mouse would take several, and the pages would start one by one.
    join: () => page.$eval('[data-testid="join"]', (button) => (button as HTMLElement).click()),
    reached: (percent) => page.evaluate(watchReceive, percent),
    leave: () => page.close(),
    complaints: () => Promise.resolve(app.watch.problems),
  };
}
