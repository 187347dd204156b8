// @ts-check
// `npm run e2e:real`: a large file of Debian's with a published checksum, from browser to browser and
// back. Outside CI: it downloads 241 MB.
import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.js';
import { browsers, ensureTools } from './ensure-tools.js';
import { runTypeScript } from './run-typescript.js';

ensureDependencies();
if (!ensureTools(browsers)) process.exit(1);
const { transferRealFile } = await runTypeScript('test/e2e/transfer-real-file.ts');
await /** @type {(folder: string) => Promise<void>} */ (transferRealFile)('.cache/real');
process.exit(0);
