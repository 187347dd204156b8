import type { Problem } from '../base/problem';
import type { Restraint } from '../swarm/limits/restraint';
import type { ClosingAdvice } from '../swarm/diagnosis/closing-advice';
import type { Transfer } from '../swarm/transfer';

/** What a publisher hands out. */
export interface Published {
  readonly infoHash: string;
  /** As chosen; hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly pieceLength: number;
  /** SHA-256 of the whole file, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The whole URL, fragment included. */
  readonly shareLink: string;
  /** The line that `sha256sum` would print. */
  readonly checksumLine: string;
  /** A .torrent file (BEP 3). */
  readonly torrentFile: Uint8Array<ArrayBuffer>;
  readonly torrentFileName: string;
}

/** From a chosen file to a seeded release. */
export type PublishState =
  | {
      readonly stage: 'choosing';
      /** Why the last choice was refused. */ readonly problem: Problem | undefined;
    }
  | {
      readonly stage: 'hashing';
      readonly name: string;
      readonly size: number;
      readonly hashedBytes: number;
      /** Bytes per second. */
      readonly speed: number;
    }
  | {
      readonly stage: 'published';
      readonly published: Published;
      readonly transfer: Transfer;
      /** Whether the tab can be closed without anybody missing it. */
      readonly closing: ClosingAdvice;
      /** What holds it back: the person, a limit, the device. */
      readonly restraint: Restraint;
      /** Lines of the mirror box that can't be used. */
      readonly mirrorProblems: readonly Problem[];
      /** Why nobody can fetch it from here, when that is so. */
      readonly problem: Problem | undefined;
    };
