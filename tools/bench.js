// @ts-check
// `npm run bench -- NAME [ARGUMENTS]`: runs test/bench/NAME.ts, which reads the arguments.
// Outside CI: figures of a busy machine mean little.
import console from 'node:console';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { ensureDependencies, root } from './ensure-dependencies.js';
import { browsers, ensureTools } from './ensure-tools.js';
import { runTypeScript } from './run-typescript.js';

const benches = readdirSync(`${root}/test/bench`)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
const [name = '', ...args] = process.argv.slice(2);
if (!benches.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [ARGUMENTS]. There are: ${benches.join(', ')}.`);
  process.exit(1);
}
ensureDependencies();
if (!ensureTools(browsers)) process.exit(1);
const { bench } = await runTypeScript(`test/bench/${name}.ts`);
await /** @type {(args: readonly string[]) => Promise<void>} */ (bench)(args);
process.exit(0);
