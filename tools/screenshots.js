// @ts-check
// `npm run screenshots`: every stage, both colour schemes, wide and narrow, as PNG in .cache/screenshots.
import { ensureDependencies } from './ensure-dependencies.js';
import { browsers, ensureTools } from './ensure-tools.js';
import { runTypeScript } from './run-typescript.js';
import process from 'node:process';

ensureDependencies();
if (!ensureTools(browsers)) process.exit(1);
const { takeScreenshots } = await runTypeScript('test/e2e/take-screenshots.ts');
await /** @type {(folder: string) => Promise<void>} */ (takeScreenshots)('.cache/screenshots');
process.exit(0);
