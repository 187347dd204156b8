import type { Page } from 'puppeteer-core';
import { countSentBytes } from '../shared/count-sent-bytes';
import { noteFirstByte } from '../shared/note-first-byte';
import type { CrowdPeer } from './crowd';

export type PeerMeter = Pick<CrowdPeer, 'sentBytes' | 'firstByteAt'>;

/** Meters what passes between a page and its peers, from its next load on. */
export async function meterPeer(page: Page): Promise<PeerMeter> {
  return { sentBytes: await countSentBytes(page), firstByteAt: await noteFirstByte(page) };
}
