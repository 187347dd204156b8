import { Problem, type ProblemCode } from '../base/problem';
import { problemWords } from '../base/problem-words';
import { noTransfer, type FaultyPeer, type MirrorReport, type Transfer } from '../swarm/transfer';

/** No link names as many mirrors, and no page shows as many peers. */
const longestList = 1_000;
const longestText = 10_000;

const mirrorStates: readonly unknown[] = [
  'trying',
  'working',
  'waiting',
  'off',
] satisfies readonly MirrorReport['state'][];

/** A transfer as another tab can be sent it: what a Problem is, cloning would lose. */
export function writeTransfer(transfer: Transfer): object {
  const mirrors = transfer.mirrors.map((mirror) => ({
    ...mirror,
    problem: writeProblem(mirror.problem),
  }));
  return { ...transfer, mirrors };
}

/** Reads what `writeTransfer` wrote; `undefined` when anything in it is not as it should be. */
export function readTransfer(data: unknown): Transfer | undefined {
  const given = fieldsOf(data);
  const transfer = { ...noTransfer };
  for (const name of figures) {
    const value = given[name];
    if (!isAmount(value)) return undefined;
    transfer[name] = value;
  }
  const { secondsLeft, seeding } = given;
  const mirrors = readList(given['mirrors'], readMirror);
  const faultyPeers = readList(given['faultyPeers'], readFaultyPeer);
  if (secondsLeft !== undefined && !isAmount(secondsLeft)) return undefined;
  if (typeof seeding !== 'boolean' || !mirrors || !faultyPeers) return undefined;
  return { ...transfer, secondsLeft, seeding, mirrors, faultyPeers };
}

const figures = [
  'haveBytes',
  'size',
  'downloadSpeed',
  'uploadSpeed',
  'peers',
  'fromPeersBytes',
  'fromMirrorsBytes',
  'toPeersBytes',
  'fullCopies',
  'wastedBytes',
] as const satisfies readonly (keyof Transfer)[];

export function writeProblem(problem: Problem | undefined): object | undefined {
  return problem && { code: problem.code, detail: problem.detail };
}

/** Another version of the page may know problems that this one has no words for. */
export function readProblem(data: unknown): Problem | undefined {
  const { code, detail } = fieldsOf(data);
  if (!isText(code) || !isText(detail) || !isProblemCode(code)) return undefined;
  return new Problem(code, detail);
}

/** The fields of an object; none when it is something else. */
export function fieldsOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}

function readMirror(data: unknown): MirrorReport | undefined {
  const { url, state, receivedBytes, problem } = fieldsOf(data);
  if (!isText(url) || !isAmount(receivedBytes) || !isMirrorState(state)) return undefined;
  return { url, state, receivedBytes, problem: readProblem(problem) };
}

function readFaultyPeer(data: unknown): FaultyPeer | undefined {
  const { name, wrongPieces, dropped } = fieldsOf(data);
  if (!isText(name) || !isAmount(wrongPieces) || typeof dropped !== 'boolean') return undefined;
  return { name, wrongPieces, dropped };
}

function readList<T>(data: unknown, read: (entry: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(data) || data.length > longestList) return undefined;
  const entries = data.map(read);
  const good = entries.filter((entry) => entry !== undefined);
  return good.length === entries.length ? good : undefined;
}

function isMirrorState(value: unknown): value is MirrorReport['state'] {
  return mirrorStates.includes(value);
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemWords, code);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
