import { chooseSpan, type Span } from '../../../src/swarm/mirrors/choose-span';
import { type Crowd, CrowdWatch } from '../../../src/swarm/mirrors/crowd-watch';
import { spanLength } from '../../../src/swarm/mirrors/span-length';
import { seededRandom } from '../../support/random';

export interface Setting {
  readonly pages: number;
  readonly pieces: number;
  /** Bytes. */
  readonly pieceLength: number;
  /** Bytes per second that the mirror gives to all pages together, and to one of them. */
  readonly mirrorRate: number;
  readonly mirrorRateEach?: number;
  /** Bytes per second that each page gives to the others. */
  readonly uploadRate: number;
  /** When pages know each other. Milliseconds. */
  readonly meetMs: number;
  /** Pages that don't read the mirror. */
  readonly idle?: number;
  readonly seed: number;
}

export interface Outcome {
  /** Bytes that the mirror sent ÷ bytes of the file. */
  readonly copies: number;
  /** When the last page was complete. */
  readonly seconds: number;
}

interface Page {
  readonly id: string;
  readonly here: Set<number>;
  readonly watch: CrowdWatch;
  /** Pieces that it asked the mirror for, the first one being on its way. */
  readonly spans: number[][];
  readonly asksPeers: Map<number, Page>;
  /** Bytes that arrived of the piece that is on its way from the mirror, and of those from peers. */
  readonly arrived: Map<number, number>;
  readonly fromPeers: { readonly atMs: number; readonly bytes: number }[];
  mirrorBytes: number;
  mirrorBusyMs: number;
}

const stepMs = 50;
const requestsToPeers = 4;
const speedWindowMs = 5_000;

/**
 * A crowd of pages and one mirror, as plain data: who reads what of the mirror is decided by the code
 * that ships; pages give each other what they have, rarest first, as fast as they may.
 */
export function simulateCrowd(setting: Setting): Outcome {
  const random = seededRandom(setting.seed);
  const pages = Array.from({ length: setting.pages }, () => newPage(setting, random));
  let nowMs = 0;
  for (; pages.some((page) => page.here.size < setting.pieces); nowMs += stepMs) {
    if (nowMs > 600_000) throw new Error('The crowd does not finish.');
    for (const page of pages.slice(setting.idle ?? 0)) askMirror(setting, page, pages, nowMs);
    for (const page of pages) askPeers(setting, page, pages, nowMs, random);
    giveFromMirror(setting, pages);
    giveToPeers(setting, pages, nowMs);
  }
  const sent = pages.reduce((sum, page) => sum + page.mirrorBytes, 0);
  return { copies: sent / (setting.pieces * setting.pieceLength), seconds: nowMs / 1_000 };
}

function newPage(setting: Setting, random: () => number): Page {
  return {
    id: Array.from({ length: 40 }, () => Math.floor(16 * random()).toString(16)).join(''),
    here: new Set(),
    watch: new CrowdWatch(setting),
    spans: [],
    asksPeers: new Map(),
    arrived: new Map(),
    fromPeers: [],
    mirrorBytes: 0,
    mirrorBusyMs: 0,
  };
}

/** How many pages have a piece. */
function holders(pages: readonly Page[], index: number): number {
  let count = 0;
  for (const { here } of pages) if (here.has(index)) count++;
  return count;
}

function crowdOf(setting: Setting, page: Page, pages: readonly Page[], nowMs: number): Crowd {
  const others = nowMs < setting.meetMs ? [] : pages.filter((other) => other !== page);
  while ((page.fromPeers[0]?.atMs ?? nowMs) < nowMs - speedWindowMs) page.fromPeers.shift();
  const bytes = page.fromPeers.reduce((sum, part) => sum + part.bytes, 0);
  return {
    ownId: page.id,
    peerIds: others.map(({ id }) => id),
    peersSpeed: (1_000 * bytes) / speedWindowMs,
  };
}

function askMirror(setting: Setting, page: Page, pages: readonly Page[], nowMs: number): void {
  const { pieces, pieceLength } = setting;
  const crowd = crowdOf(setting, page, pages, nowMs);
  const speed = page.mirrorBytes === 0 ? 0 : (1_000 * page.mirrorBytes) / page.mirrorBusyMs;
  const asked = new Set([...page.spans.flat(), ...page.asksPeers.keys()]);
  const view = {
    pieces,
    isFree: (index: number) => !page.here.has(index) && !asked.has(index),
    isHere: (index: number) => page.here.has(index),
    availability: (index: number) =>
      crowd.peerIds.length === 0 ? 0 : holders(pages, index) - (page.here.has(index) ? 1 : 0),
  };
  const isProven = page.mirrorBytes > pieceLength;
  while (page.spans.length < (isProven ? 2 : 1) && (page.spans[0]?.length ?? 0) <= 1) {
    const most = spanLength({
      pieceLength,
      isProven,
      speed,
      mirrorsSpeed: speed,
      freeBytes: Infinity,
      isShared: page.watch.mayShare(nowMs, crowd),
    });
    const span = chooseSpan(view, page.watch.look({ nowMs, crowd, speed, view }), most);
    if (!span) return;
    page.spans.push(piecesOf(span));
    for (const index of piecesOf(span)) asked.add(index);
  }
}

function piecesOf({ first, count }: Span): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

/** The mirror's rate is shared among all requests. */
function giveFromMirror(setting: Setting, pages: readonly Page[]): void {
  const requests = pages.flatMap((page) => page.spans.map((span) => ({ page, span })));
  for (const { page, span } of requests) {
    const each = (setting.mirrorRateEach ?? Infinity) / page.spans.length;
    let bytes = (stepMs * Math.min(each, setting.mirrorRate / requests.length)) / 1_000;
    for (let next = span[0]; next !== undefined && bytes > 0; next = span[0]) {
      const used = arrive(setting, page, next, bytes);
      page.mirrorBytes += used;
      bytes -= used;
      if (page.here.has(next)) span.shift();
    }
  }
  for (const page of pages) {
    if (page.spans.length > 0) page.mirrorBusyMs += stepMs;
    page.spans.splice(0, page.spans.length, ...page.spans.filter((span) => span.length > 0));
  }
}

/** @returns how many of these bytes the piece took */
function arrive({ pieceLength }: Setting, page: Page, index: number, bytes: number): number {
  const before = page.arrived.get(index) ?? 0;
  page.arrived.set(index, before + bytes);
  if (before + bytes < pieceLength) return bytes;
  page.here.add(index);
  page.arrived.delete(index);
  return pieceLength - before;
}

/** Rarest first, of whoever is asked for least. */
function askPeers(
  { pieces, meetMs }: Setting,
  page: Page,
  pages: readonly Page[],
  nowMs: number,
  random: () => number,
): void {
  if (nowMs < meetMs || page.asksPeers.size >= requestsToPeers) return;
  const asked = new Set(page.spans.flat());
  const wanted = Array.from({ length: pieces }, (_, index) => index)
    .filter((i) => !page.here.has(i) && !asked.has(i) && !page.asksPeers.has(i))
    .map((index) => ({ index, rarity: holders(pages, index) + random() / 2 }))
    .filter(({ rarity }) => rarity >= 1)
    .sort((a, b) => a.rarity - b.rarity);
  for (const { index } of wanted.slice(0, requestsToPeers - page.asksPeers.size)) {
    const having = pages.filter((peer) => peer.here.has(index));
    having.sort((a, b) => load(pages, a) - load(pages, b));
    if (having[0]) page.asksPeers.set(index, having[0]);
  }
}

function load(pages: readonly Page[], giver: Page): number {
  let asked = 0;
  for (const page of pages) for (const of of page.asksPeers.values()) if (of === giver) asked++;
  return asked;
}

function giveToPeers(setting: Setting, pages: readonly Page[], nowMs: number): void {
  for (const giver of pages) {
    const requests = pages.flatMap((page) =>
      [...page.asksPeers].filter(([, of]) => of === giver).map(([index]) => ({ page, index })),
    );
    let bytes = (stepMs * setting.uploadRate) / 1_000;
    // First come, first served, as on a line.
    for (const { page, index } of requests) {
      const used = arrive(setting, page, index, bytes);
      page.fromPeers.push({ atMs: nowMs, bytes: used });
      bytes -= used;
      if (page.here.has(index)) page.asksPeers.delete(index);
      if (bytes <= 0) break;
    }
  }
}
