import type { Problem } from '../base/problem';
import { mostPieces, pieceCount } from '../release/torrent-metadata';
import type { Transfer } from '../swarm/transfer';
import {
  fieldsOf,
  readProblem,
  readTransfer,
  writeProblem,
  writeTransfer,
} from './transfer-report';

/** Bytes of a file and of its pieces. */
export interface FileShape {
  readonly length: number;
  readonly pieceLength: number;
}

/** What the tab that owns a release tells those that follow it. */
export interface OwnerReport {
  readonly transfer: Transfer;
  /** Why nothing more comes until somebody does something. */
  readonly stopped: Problem | undefined;
  /** Why nothing comes at the moment. */
  readonly obstacle: Problem | undefined;
  /** Where there is no metadata: in which pieces the file is stored. */
  readonly file: FileShape | undefined;
}

/** What a person did in a follower that only the owner can carry out. */
export type Wish = 'fetch-again' | 'retry' | 'give-anyway';

/** What the tabs of one browser tell each other of a release. No verdict is among it. */
export type TabMessage =
  /** A follower came, or hears nothing of the owner, or wants it to look at what is stored for all tabs. */
  | { readonly kind: 'hello'; readonly lacksMetadata: boolean }
  | ({ readonly kind: 'report' } & OwnerReport)
  /** The info dictionary; its hash tells whether it is. */
  | { readonly kind: 'metadata'; readonly info: Uint8Array<ArrayBuffer> }
  /** A follower found that what is stored as this piece does not fit; the owner looks for itself. */
  | { readonly kind: 'doubt'; readonly index: number }
  | { readonly kind: 'wish'; readonly wish: Wish }
  /** The person stopped this release. */
  | { readonly kind: 'stopped' }
  /** What was stored is gone, and is being fetched again. */
  | { readonly kind: 'cleared' };

/** Another version of this page may be open in another tab; what it says in other words is not for us. */
const version = 1;

/** A message as it can be cloned. */
export function writeTabMessage(message: TabMessage): object {
  if (message.kind !== 'report') return { version, ...message };
  const { kind, transfer, stopped, obstacle, file } = message;
  return {
    version,
    kind,
    transfer: writeTransfer(transfer),
    stopped: writeProblem(stopped),
    obstacle: writeProblem(obstacle),
    file,
  };
}

/** Reads what `writeTabMessage` wrote, of this version; `undefined` when it is anything else. */
export function readTabMessage(data: unknown): TabMessage | undefined {
  const fields = fieldsOf(data);
  const { kind } = fields;
  if (fields['version'] !== version) return undefined;
  switch (kind) {
    case 'hello':
      return { kind, lacksMetadata: fields['lacksMetadata'] === true };
    case 'report':
      return readReport(fields);
    case 'metadata':
      return readMetadata(fields['info']);
    case 'doubt':
      return readDoubt(fields['index']);
    case 'wish':
      return readWish(fields['wish']);
    case 'stopped':
    case 'cleared':
      return { kind };
    default:
      return undefined;
  }
}

function readReport(fields: Readonly<Record<string, unknown>>): TabMessage | undefined {
  const transfer = readTransfer(fields['transfer']);
  return (
    transfer && {
      kind: 'report',
      transfer,
      stopped: readProblem(fields['stopped']),
      obstacle: readProblem(fields['obstacle']),
      file: readShape(fields['file']),
    }
  );
}

function readShape(data: unknown): FileShape | undefined {
  const { length, pieceLength } = fieldsOf(data);
  if (!isCount(length) || !isCount(pieceLength) || length === 0 || pieceLength === 0)
    return undefined;
  const file = { length, pieceLength };
  return pieceCount(file) <= mostPieces ? file : undefined;
}

function readMetadata(info: unknown): TabMessage | undefined {
  return info instanceof Uint8Array ? { kind: 'metadata', info: new Uint8Array(info) } : undefined;
}

function readDoubt(index: unknown): TabMessage | undefined {
  return isCount(index) ? { kind: 'doubt', index } : undefined;
}

function readWish(wish: unknown): TabMessage | undefined {
  const known = wish === 'fetch-again' || wish === 'retry' || wish === 'give-anyway';
  return known ? { kind: 'wish', wish } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
