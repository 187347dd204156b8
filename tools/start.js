// @ts-check
// `npm start`: the development server with its tracker, from a fresh clone in one command.
import process from 'node:process';
import { URL } from 'node:url';
import { ensureDependencies, root } from './ensure-dependencies.js';

ensureDependencies();
process.chdir(root);
// Vite's own command, in this process: every flag of `vite dev` works, and a signal ends one process.
await import(new URL('../node_modules/vite/bin/vite.js', import.meta.url).href);
