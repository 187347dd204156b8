// @ts-check
// `npm run bench -- NAME`: runs test/bench/NAME.js. Outside CI: figures of a busy machine mean little.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { ensureDependencies, root } from './ensure-dependencies.js';

const folder = `${root}/test/bench`;
const benches = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.js'))
  .map((file) => file.slice(0, -'.js'.length));

const [name = '', ...args] = process.argv.slice(2);
if (!benches.includes(name)) {
  const list = benches.length === 0 ? 'There are none yet.' : `There are: ${benches.join(', ')}.`;
  console.error(`Usage: npm run bench -- NAME. ${list}`);
  process.exit(1);
}
ensureDependencies();
const { status } = spawnSync(process.execPath, [`${folder}/${name}.js`, ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
