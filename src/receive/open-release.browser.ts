import { formatLink } from '../link/format-link';
import { parseLink } from '../link/parse-link';
import type { ReleaseRecord } from '../pieces/release-record';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Release } from '../release/release';
import { releaseFromLink, withMetadata } from '../release/release-from-link';
import { metadataFromInfo } from './find-metadata.browser';
import { ReleaseMemory } from './release-memory.browser';

export interface OpenedRelease {
  readonly release: Release;
  readonly memory: ReleaseMemory;
  readonly record: ReleaseRecord;
}

/**
 * The release that a link names, with what is known of it already: from the link itself, and from an
 * earlier visit. Throws `link/*` and `release/*`.
 */
export async function openRelease(
  fragment: string,
  ports: { readonly loopbackAllowed: boolean; readonly records: ReleaseRecords },
): Promise<OpenedRelease> {
  const link = parseLink(fragment, ports);
  const release = releaseFromLink(link);
  const memory = new ReleaseMemory(ports.records, release.infoHash, formatLink(link));
  const record = await memory.recall();
  const metadata =
    (await metadataFromInfo(record.info, release.infoHash)) ??
    (await metadataFromInfo(link.info, release.infoHash));
  return { release: metadata ? withMetadata(release, metadata) : release, memory, record };
}
