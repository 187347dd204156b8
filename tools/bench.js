// @ts-check
// `npm run bench -- NAME`: runs test/bench/NAME.ts. Outside CI: figures of a busy machine mean little.
import console from 'node:console';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { ensureDependencies, root } from './ensure-dependencies.js';
import { browsers, ensureTools } from './ensure-tools.js';
import { runTypeScript } from './run-typescript.js';

const benches = readdirSync(`${root}/test/bench`).map((file) => file.replace(/\.ts$/, ''));
const [name = ''] = process.argv.slice(2);
if (!benches.includes(name)) {
  console.error(`Usage: npm run bench -- NAME. There are: ${benches.join(', ')}.`);
  process.exit(1);
}
ensureDependencies();
if (!ensureTools(browsers)) process.exit(1);
const { bench } = await runTypeScript(`test/bench/${name}.ts`);
await /** @type {() => Promise<void>} */ (bench)();
process.exit(0);
