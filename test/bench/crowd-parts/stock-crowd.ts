import { openStockPage, type StockPage } from '../../support/stock-peer';
import type { StockOptions } from '../../support/stock-peer-contract';
import { BenchBrowsers, capLink } from '../shared/bench-browsers';
import type { Cap, Crowd, CrowdFile, CrowdPeer } from './crowd';
import { meterPeer, type PeerMeter } from './meter-peer';

/** Bytes of a .torrent beyond which a share link does not carry it, so that peers are asked for it. */
const largestCarried = 8192;

/** Runs in the page. */
function watchProgress(percent: number): Promise<number> {
  if (percent === 100) return stock.done();
  return new Promise((done) => {
    const timer = setInterval(() => {
      if (stock.report().progress < percent / 100) return;
      clearInterval(timer);
      done(performance.timeOrigin + performance.now());
    }, 200);
  });
}

/** Pages with webtorrent as it comes. */
export class StockCrowd implements Crowd {
  readonly #left = new Set<StockPage>();
  /** A .torrent or a magnet URI. */
  #torrent: Uint8Array | string = '';

  private constructor(
    private readonly options: StockOptions,
    private readonly trackers: readonly string[],
    private readonly browsers: BenchBrowsers,
  ) {}

  static async open(options: StockOptions, trackers: readonly string[]): Promise<StockCrowd> {
    return new StockCrowd(options, trackers, await BenchBrowsers.open());
  }

  async publish({ name, size, pieceLength }: CrowdFile, cap: Cap): Promise<CrowdPeer> {
    const { stockPage, peer } = await this.#newPage(cap);
    const { trackers } = this;
    const seeded = await stockPage.seed({ name, size }, { trackers, pieceLength });
    this.#torrent = seeded.torrent.length > largestCarried ? seeded.magnet : seeded.torrent;
    return peer;
  }

  async receiver(cap: Cap): Promise<CrowdPeer> {
    return (await this.#newPage(cap)).peer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#left].map((page) => page.vanish()));
    await this.browsers.close();
  }

  async #newPage(cap: Cap): Promise<{ stockPage: StockPage; peer: CrowdPeer }> {
    let meter: PeerMeter = {
      sentBytes: () => Promise.resolve(0),
      firstByteAt: () => Promise.resolve(Infinity),
    };
    const stockPage = await openStockPage(this.browsers, {
      ...this.options,
      ...(cap.by === 'limiter' ? { uploadLimit: cap.rate } : {}),
      prepare: async (page) => {
        meter = await meterPeer(page);
      },
    });
    this.#left.add(stockPage);
    if (cap.by === 'link') await capLink(stockPage.page, cap.rate);
    return { stockPage, peer: this.#peerOf(stockPage, meter) };
  }

  #peerOf(stockPage: StockPage, meter: PeerMeter): CrowdPeer {
    return {
      ...meter,
      join: () => stockPage.add({ torrent: this.#torrent, trackers: this.trackers }),
      reached: (percent) => stockPage.page.evaluate(watchProgress, percent),
      leave: async () => {
        this.#left.delete(stockPage);
        await stockPage.vanish();
      },
      complaints: async () => (await stockPage.report()).errors,
    };
  }
}
