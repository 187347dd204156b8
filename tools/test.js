// @ts-check
// `npm test`: everything that must hold, from a fresh clone in one command.
// `npm test -- ARGUMENTS` hands the arguments to Vitest and leaves out lint and types.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { ensureDependencies, root } from './ensure-dependencies.js';
import { ensureTools } from './ensure-tools.js';

const summaryPath = `${root}/.cache/vitest.json`;
const vitestArguments = process.argv.slice(2);

/** @type {readonly [title: string, script: string, ...args: string[]][]} */
const checks = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['types without a DOM', 'typescript/bin/tsc', '-p', 'tsconfig.pure.json'],
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of tests and tools', 'typescript/bin/tsc', '-p', 'tsconfig.tools.json'],
];
/** @type {typeof checks} */
const tests = [
  ['build', 'vite/bin/vite.js', 'build'],
  [
    'tests',
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${summaryPath}`,
    ...vitestArguments,
  ],
];

/**
 * Runs one step in a process of its own; ends this one with its exit code when it fails.
 * @param {typeof checks[number]} step
 */
function run([title, script, ...args]) {
  console.log(`\n== ${title}`);
  const startedAt = performance.now();
  const { status } = spawnSync(process.execPath, [`${root}/node_modules/${script}`, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`== ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  if (status === 0) return;
  reportTotals();
  process.exit(status ?? 1);
}

/** Prints the totals of the test run, if there was one, and returns how many tests passed. */
function reportTotals() {
  try {
    const totals = JSON.parse(readFileSync(summaryPath, 'utf8'));
    const skipped = totals.numPendingTests + totals.numTodoTests;
    console.log(
      `${totals.numPassedTests} passed, ${totals.numFailedTests} failed, ${skipped} skipped`,
    );
    return Number(totals.numPassedTests);
  } catch {
    return 0;
  }
}

ensureDependencies();
if (!ensureTools()) process.exit(1);
mkdirSync(`${root}/.cache`, { recursive: true });
rmSync(summaryPath, { force: true });
for (const step of vitestArguments.length > 0 ? tests : [...checks, ...tests]) run(step);
if (reportTotals() === 0) {
  console.error('No test ran.');
  process.exit(1);
}
