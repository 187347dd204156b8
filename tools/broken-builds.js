// @ts-check
// `npm run broken-builds`: breaks the app on purpose, one way at a time, and shows that the tests notice.
// Each broken copy lives under .cache/broken-builds; the checkout itself is not touched.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { brokenBuilds } from './broken-builds-table.js';
import { ensureDependencies, root } from './ensure-dependencies.js';
import { ensureTools } from './ensure-tools.js';

/** What a copy needs to be built and tested. */
const parts = [
  'index.html',
  'package.json',
  'package-lock.json',
  'public',
  'src',
  'test',
  'tools',
  'types',
  'tsconfig.json',
  'tsconfig.pure.json',
  'tsconfig.tools.json',
  'vite',
  'vite.config.ts',
];

/**
 * A copy of the app with some text of one file replaced.
 * @param {string} name
 * @param {readonly import('./broken-builds-table.js').Edit[]} edits
 */
function copyWith(name, edits) {
  const copy = `${root}/.cache/broken-builds/${name}`;
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of parts) cpSync(`${root}/${part}`, `${copy}/${part}`, { recursive: true });
  symlinkSync(`${root}/node_modules`, `${copy}/node_modules`);
  for (const { file, find, replace } of edits) {
    const text = readFileSync(`${copy}/${file}`, 'utf8');
    if (text.split(find).length !== 2)
      throw new Error(`${file} does not have this exactly once: ${find}`);
    writeFileSync(
      `${copy}/${file}`,
      text.replace(find, () => replace),
    );
  }
  return copy;
}

/**
 * Whether the tests of a copy are green; says which were red.
 * @param {string} copy
 * @param {readonly string[]} tests
 */
function isGreen(copy, tests) {
  const summaryPath = `${copy}/summary.json`;
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=json',
      `--outputFile.json=${summaryPath}`,
      // Red is red; each further test would wait for what never comes.
      '--bail=5',
      ...tests,
    ],
    { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    readFileSync(summaryPath, 'utf8'),
  );
  console.log(`   ${numPassedTests} passed, ${numFailedTests} failed`);
  for (const { assertionResults } of testResults)
    for (const { status: result, fullName } of assertionResults)
      if (result === 'failed') console.log(`   red: ${fullName}`);
  return status === 0 && numFailedTests === 0;
}

ensureDependencies();
if (!ensureTools()) process.exit(1);
console.log('== as it is');
const tests = [...new Set(brokenBuilds.flatMap((build) => build.tests))];
let asExpected = isGreen(copyWith('as-it-is', []), tests);
for (const { name, edits, tests: own } of brokenBuilds) {
  console.log(`== broken: ${name}`);
  const red = !isGreen(copyWith(name.replaceAll(' ', '-'), edits), own);
  if (!red) console.log('   NOT NOTICED');
  asExpected &&= red;
}
console.log(asExpected ? 'Every broken build was noticed.' : 'Something went unnoticed.');
process.exit(asExpected ? 0 : 1);
