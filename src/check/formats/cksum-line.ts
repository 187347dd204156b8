import { entry, found, type Reading } from './reading';

/**
 * What `cksum` prints by default and `sum` always: a checksum in decimal, bytes or blocks, name. It
 * has no name of the algorithm, and none of the three is of use against anybody.
 */
export function readCksumLine(line: string): Reading {
  const name = /^\d{1,10} +\d{1,19} (?=.)/.exec(line)?.[0];
  if (name === undefined) return undefined;
  const digest = { kind: 'unsupported', label: 'checksum of cksum or sum' } as const;
  return found([entry(line.slice(name.length), digest)]);
}
