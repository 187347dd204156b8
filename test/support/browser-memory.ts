import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of memory that a process and all its descendants use now; what they share is counted once
 * (Linux: proportional set size).
 */
export function treeMemory(rootPid: number): number {
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number): boolean => {
    if (pid === rootPid) return true;
    const parent = parents.get(pid);
    return parent !== undefined && parent !== 0 && isBelow(parent);
  };
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + memoryOf(pid), 0);
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
}

function memoryOf(pid: number): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(readProc(pid, 'smaps_rollup'))?.[1] ?? 0;
  return Number(kibibytes) * 1024;
}

/** Empty for a process that has ended in the meantime. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
