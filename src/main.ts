import { parseRoute } from './base/parse-route';
import { isLoopbackHost } from './base/check-url';
import { Problem, toProblem } from './base/problem';
import { readEvidenceInWorker } from './check/ask-evidence.browser';
import { EvidenceBook, type EvidencePorts } from './check/evidence-book.browser';
import { openKeyRecords } from './pieces/key-records.browser';
import { openPieceDatabase } from './pieces/piece-records.browser';
import { openReleaseRecords } from './pieces/release-records.browser';
import { PublishJob } from './publish/publish-job.browser';
import { ReceiveJob, type ReceivePorts } from './receive/receive-job.browser';
import { DeviceConditions } from './shelf/device-conditions.browser';
import { LimitsMemory } from './shelf/limits-memory.browser';
import { measureRoom } from './shelf/measure-room.browser';
import { Notices } from './shelf/notices.browser';
import { openReleaseChannel } from './shelf/release-channel.browser';
import { ownRelease } from './shelf/release-lock.browser';
import { ReleasesMemory } from './shelf/releases-memory.browser';
import { Removals } from './shelf/removals.browser';
import { RunningJobs } from './shelf/running-jobs';
import { ScreenLock } from './shelf/screen-lock.browser';
import { Shelf } from './shelf/shelf.browser';
import { StoragePersistence } from './shelf/storage-persistence.browser';
import { parseSiteFile, type SiteFile } from './release/site-file';
import { engineLoader } from './swarm/engine.browser';
import { RateCaps } from './swarm/limits/rate-caps.browser';
import type { LimitPorts } from './swarm/limits/regulator';
import { keepOffline } from './verify/keep-offline.browser';
import { VerifyJob } from './verify/verify-job.browser';
import { BrowserTab } from './view/browser-tab';
import { LongWork } from './view/long-work';
import './view/samesum-app';
import type { SamesumApp } from './view/samesum-app';
import { workOfPublish } from './view/work-of-publish';
import { workOfReceive } from './view/work-of-receive';
import { workOfVerify } from './view/work-of-verify';

/** Wires the browser's parts together and mounts the app; nothing else. */
async function main(app: SamesumApp): Promise<void> {
  // A page inside another one can have its buttons covered.
  if (window.top !== window) throw new Problem('page/framed');
  // Hashing, storage and peer connections need a secure context.
  if (!window.isSecureContext) throw new Problem('page/insecure');

  const loopbackAllowed = isLoopbackHost(location.hostname);
  const site = await readSite(loopbackAllowed);
  const settings = new LimitsMemory();
  const releases = new ReleasesMemory();
  const limits: LimitPorts = {
    limits: settings,
    conditions: new DeviceConditions(),
    releases,
  };
  const caps = new RateCaps(settings);
  const engine = engineLoader(site.iceServers, caps);
  const evidence: EvidencePorts = {
    read: readEvidenceInWorker,
    keys: openKeyRecords(),
    now: () => Date.now(),
  };
  const ports: ReceivePorts = {
    loopbackAllowed,
    engine,
    pieces: openPieceDatabase(),
    records: openReleaseRecords(),
    evidence,
    downloadGate: caps.download,
    limits,
    tabs: { own: ownRelease, channel: openReleaseChannel },
  };
  app.settings = settings;
  app.siteName = site.name;
  const publishJob = new PublishJob({
    loopbackAllowed,
    engine,
    pageUrl: location.href,
    trackers: site.trackers,
    limits,
  });
  app.publishJob = publishJob;
  const whileAway = { notices: new Notices(), screenLock: new ScreenLock() };
  app.whileAway = whileAway;
  const longWork = new LongWork({ siteName: site.name, tab: new BrowserTab(), ...whileAway });
  longWork.follow(publishJob, workOfPublish);

  const jobs = new RunningJobs({
    loopbackAllowed,
    start: (link) => {
      const job = new ReceiveJob(link, ports);
      return { job, letGo: longWork.follow(job, workOfReceive) };
    },
  });
  const removals = new Removals();
  const list = new Shelf({ ...ports, releases, jobs, publishJob, removals, measureRoom });
  const persistence = new StoragePersistence(navigator.storage);
  for (const agreed of ['join', 'mirrors-only'])
    app.addEventListener(agreed, () => persistence.askOnce());
  app.shelf = { list, persistence };

  const follow = (): void => {
    const route = parseRoute(location.hash);
    app.receiveJob = route.page === 'receive' ? jobs.open(route.link) : undefined;
    list.show(route.page === 'shelf');
    if (route.page === 'check' && app.verifyJob === undefined) {
      const job = new VerifyJob(new EvidenceBook(evidence));
      app.verifyJob = job;
      longWork.follow(job, workOfVerify);
      void keepOffline(import.meta.url);
    }
    app.route = route;
    longWork.show(route.page, app.shownJob);
  };
  window.addEventListener('hashchange', follow);
  // What another tab removed begins anew here, when it is shown.
  jobs.subscribe(() => {
    if (parseRoute(location.hash).page === 'receive') follow();
  });
  follow();
}

async function readSite(loopbackAllowed: boolean): Promise<SiteFile> {
  try {
    const answer = await fetch('site.json', { cache: 'no-cache' });
    const json: unknown = await answer.json();
    return parseSiteFile(json, { origin: location.origin, loopbackAllowed });
  } catch (error) {
    throw toProblem(error, 'page/bad-site-file');
  }
}

const app = document.querySelector('samesum-app');
if (app) {
  main(app).catch((error: unknown) => {
    app.problem = toProblem(error, 'swarm/engine');
  });
}
