import { tmpdir } from 'node:os';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { requireBrowser } from '../../tools/find-browsers.js';

export type BrowserName = 'chromium' | 'firefox';

export interface BrowserOptions {
  /** Where downloads go, without asking. Default: the system's temporary folder. */
  readonly downloadDir?: string;
  /** A profile that outlives the browser. Default: a new one, deleted at the end. */
  readonly userDataDir?: string;
  readonly headless?: boolean;
  /** Keeps the browser's usual throttling of hidden pages (Chromium). Default: false. */
  readonly throttleHidden?: boolean;
  /** More preferences for Firefox. */
  readonly firefoxPrefs?: Readonly<Record<string, string | number | boolean>>;
}

/** Several pages run at once, and only one can be in front. */
const chromiumNeverHidden = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

function chromiumArgs(throttleHidden: boolean): string[] {
  return [
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Peers on one machine meet by its addresses; nothing here answers mDNS.
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    ...(throttleHidden ? [] : chromiumNeverHidden),
  ];
}

function firefoxPrefs(downloadDir: string): Record<string, string | number | boolean> {
  return {
    // Peers on one machine meet by its addresses; nothing here answers mDNS.
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'media.peerconnection.ice.loopback': true,
    'browser.download.folderList': 2,
    'browser.download.dir': downloadDir,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.helperApps.neverAsk.saveToDisk': 'application/octet-stream,application/x-bittorrent',
    'dom.disable_beforeunload': true,
    // A browser under test talks to the test and to nobody else.
    'app.normandy.enabled': false,
    'app.update.disabledForTesting': true,
    'browser.safebrowsing.downloads.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'browser.search.update': false,
    'datareporting.healthreport.uploadEnabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'extensions.update.enabled': false,
    'media.gmp-manager.updateEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.dns.disablePrefetch': true,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'toolkit.telemetry.enabled': false,
    'toolkit.telemetry.server': '',
  };
}

function launchOptions(name: BrowserName, options: BrowserOptions, downloadDir: string) {
  const common: LaunchOptions = {
    browser: name === 'firefox' ? 'firefox' : 'chrome',
    executablePath: requireBrowser(name),
    headless: options.headless ?? true,
    defaultViewport: { width: 1280, height: 900 },
    // Hashing and saving a large file may take longer than the default 3 minutes.
    protocolTimeout: 600_000,
    ...(options.userDataDir === undefined ? {} : { userDataDir: options.userDataDir }),
  };
  return name === 'firefox'
    ? {
        ...common,
        extraPrefsFirefox: { ...firefoxPrefs(downloadDir), ...options.firefoxPrefs },
      }
    : {
        ...common,
        args: chromiumArgs(options.throttleHidden ?? false),
        // Puppeteer has the same flags among its own.
        ignoreDefaultArgs: options.throttleHidden === true ? chromiumNeverHidden : [],
      };
}

/**
 * Starts an installed browser for tests: no sandbox for root, WebRTC on loopback, downloads without
 * asking, no traffic of its own. `close()` it; nothing else ends it.
 */
export async function launchBrowser(
  name: BrowserName,
  options: BrowserOptions = {},
): Promise<Browser> {
  const downloadDir = options.downloadDir ?? tmpdir();
  const browser = await puppeteer.launch(launchOptions(name, options, downloadDir));
  if (name === 'chromium') await allowDownloads(browser, downloadDir);
  return browser;
}

/** The session stays: Chromium forgets what it was told when the session that told it ends. */
async function allowDownloads(browser: Browser, downloadPath: string): Promise<void> {
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
}
