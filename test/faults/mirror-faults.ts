import type { ProblemCode } from '../../src/base/problem';
import { makeBytes, type MadeFile } from '../support/make-file';
import type { MirrorMode } from '../support/mirror-mode';
import type { Mirror } from '../support/mirror-server';
import type { World } from '../support/world';

export interface MirrorFault {
  readonly name: string;
  readonly mode: MirrorMode;
  /** What the page may say of the mirror; without any, it need not say a thing. */
  readonly named: readonly ProblemCode[];
  /** The byte of the file, as a share of its size, that has to be asked for to notice. Default: any. */
  readonly at?: number;
  /** Honest for one request, another file from then on. */
  readonly changes?: true;
  /** Bytes that a page sent for count as useless, all of them. */
  readonly isAllWaste?: true;
}

const wrong: readonly ProblemCode[] = ['swarm/mirror-wrong-bytes'];
const length: readonly ProblemCode[] = ['swarm/mirror-wrong-length'];
const noRanges: readonly ProblemCode[] = ['swarm/mirror-no-ranges'];
const status: readonly ProblemCode[] = ['swarm/mirror-status'];
const unreachable: readonly ProblemCode[] = ['swarm/mirror-unreachable'];

/** Everything that a mirror may do to a page. The last ones are no faults: they have to work. */
export const mirrorFaults: readonly MirrorFault[] = [
  { name: '503', mode: '503', named: status },
  { name: '404', mode: '404', named: status },
  { name: 'hang', mode: 'hang', named: [] },
  { name: 'drip', mode: 'drip', named: [] },
  { name: 'reset in the body', mode: 'reset-in-body', named: [...unreachable, ...length] },
  { name: 'wrong bytes', mode: 'wrong-bytes', named: wrong, isAllWaste: true },
  { name: 'one flipped bit', mode: 'flip-one-bit', named: wrong, at: 1 / 2 },
  { name: 'short', mode: 'short', named: length, isAllWaste: true },
  { name: 'long', mode: 'long', named: length },
  { name: '200 without range', mode: 'ignore-range', named: noRanges },
  { name: '200 HTML', mode: 'html-200', named: noRanges },
  { name: 'no CORS', mode: 'no-cors', named: unreachable },
  { name: 'changed under way', mode: 'honest', named: wrong, changes: true },
  { name: 'preflight refused', mode: 'preflight-refused', named: [] },
  { name: 'redirect', mode: 'redirect', named: [] },
];

/** A mirror of `file` with this fault. */
export async function faultyMirror(
  world: World,
  file: MadeFile,
  { mode, changes }: MirrorFault,
): Promise<Mirror> {
  const other = makeBytes(file.bytes.length, `another version of ${file.name}`);
  const files = {
    get [file.name]() {
      return changes && mirror.requests.length > 0 ? other : file.bytes;
    },
  };
  const mirror: Mirror = await world.mirror(files);
  mirror.mode = mode;
  return mirror;
}

/** True when the page asked for something that is not as it should be. */
export function wasProvoked(mirror: Mirror, { at, changes }: MirrorFault, size: number): boolean {
  if (changes) return mirror.requests.length > 1;
  if (at === undefined) return mirror.requests.length > 0;
  return mirror.requests.some(({ range }) => {
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const byte = Math.floor(at * size);
    return Number(start) <= byte && byte <= Number(end);
  });
}
