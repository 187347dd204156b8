/** A connection that a peer offers, or its answer to an offer of ours. Ids are hexadecimal. */
export interface Handshake {
  readonly kind: 'offer' | 'answer';
  readonly peerId: string;
  readonly offerId: string;
  readonly sdp: string;
}

/** What a tracker said of one torrent, as far as it is well-formed. */
export interface TrackerMessage {
  /** How often it wants to be asked, in seconds. */
  readonly interval: number | undefined;
  /** Peers with and without all pieces, ourselves included. */
  readonly complete: number | undefined;
  readonly incomplete: number | undefined;
  readonly trackerId: string | undefined;
  readonly failure: string | undefined;
  readonly handshake: Handshake | undefined;
}

/** Characters. A session description for one data channel takes 1,000 or so. */
export const longestMessage = 65_536;
const longestSdp = 32_768;
const longestText = 300;
/** Seconds. A tracker that asked for more would make this page flood it. */
const shortestInterval = 10;
const longestInterval = 3_600;
const mostPeersCounted = 1e9;

/**
 * Reads one message of a WebSocket tracker; whoever sends it is not trusted.
 *
 * @param infoHash of the torrent that it should be of, hexadecimal: several share a socket
 * @returns `undefined` when it is of another torrent or not an announce answer at all
 */
export function readTrackerMessage(text: string, infoHash: string): TrackerMessage | undefined {
  const fields = text.length > longestMessage ? undefined : parseFields(text);
  if (fields?.['action'] !== 'announce' || hexId(fields['info_hash']) !== infoHash) {
    return undefined;
  }
  return {
    interval: clamped(fields['interval'] ?? fields['min interval']),
    complete: count(fields['complete']),
    incomplete: count(fields['incomplete']),
    trackerId: shortText(fields['tracker id']),
    failure: shortText(fields['failure reason']),
    handshake: handshakeOf(fields),
  };
}

/** The 20 bytes of a hexadecimal id as trackers want them: a character each. */
export function binaryId(hex: string): string {
  return hex.replace(/../g, (digits) => String.fromCharCode(parseInt(digits, 16)));
}

type Fields = Readonly<Record<string, unknown>>;

function parseFields(text: string): Fields | undefined {
  try {
    return asFields(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function handshakeOf(fields: Fields): Handshake | undefined {
  const kind = fields['offer'] === undefined ? 'answer' : 'offer';
  const description = asFields(fields[kind]);
  const peerId = hexId(fields['peer_id']);
  const offerId = hexId(fields['offer_id']);
  const sdp = description?.['sdp'];
  if (description?.['type'] !== kind || peerId === undefined || offerId === undefined) {
    return undefined;
  }
  return isSdp(sdp) ? { kind, peerId, offerId, sdp } : undefined;
}

/** RFC 8866: a description begins with its version. Without candidates nobody can be reached. */
function isSdp(sdp: unknown): sdp is string {
  return (
    typeof sdp === 'string' &&
    sdp.length <= longestSdp &&
    sdp.startsWith('v=0') &&
    sdp.includes('a=fingerprint:') &&
    sdp.includes('a=candidate:')
  );
}

function hexId(binary: unknown): string | undefined {
  if (typeof binary !== 'string' || !/^[\0-\xff]{20}$/.test(binary)) return undefined;
  return Array.from(binary, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function count(value: unknown): number | undefined {
  const isCount = Number.isSafeInteger(value) && (value as number) >= 0;
  return isCount ? Math.min(value as number, mostPeersCounted) : undefined;
}

function clamped(seconds: unknown): number | undefined {
  if (typeof seconds !== 'number') return undefined;
  return Math.min(longestInterval, Math.max(shortestInterval, seconds));
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined;
}
