import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { choosePieceLength } from '../../src/release/piece-length';
import { drawRatios, type Measured } from '../sim/draw-ratios';
import { crowds, realCrowds } from '../sim/crowds';
import { runCrowd } from '../sim/run-crowd';
import type { Scenario } from '../sim/scenario';

const plot = 'docs/swarm-simulation.svg';

/** Runs a crowd with several seeds, and takes the run in the middle. */
function measure(scenario: Scenario): Measured {
  const before = process.cpuUsage();
  const seeds = scenario.receivers.length > 200 ? [1] : [1, 2, 3];
  const runs = seeds.map((seed) => runCrowd({ ...scenario, seed }));
  runs.sort((a, b) => a.ratio - b.ratio);
  const outcome = runs[Math.floor(runs.length / 2)];
  if (!outcome) throw new Error('No run.');
  const { ratio, copies } = outcome;
  const { user, system } = process.cpuUsage(before);
  console.log(
    `| ${scenario.name} | ${ratio.toFixed(2)} | ${copies.toFixed(2)} |` +
      ` <!-- ${((user + system) / 1e6).toFixed(0)} s of processor time -->`,
  );
  return { name: scenario.name, ratio };
}

/**
 * Crowds in the simulator: time ÷ least possible time, and copies sent by the publisher.
 *
 * `real`: exactly the two crowds that `npm run bench -- crowd` measures in browsers. `small`: none of
 * more than 100. Otherwise all of them, and the plot is drawn anew.
 */
export function bench([mode]: readonly string[]): Promise<void> {
  console.log(`Pieces of ${choosePieceLength(24 * 2 ** 20) / 1024} KiB.`);
  console.log('| crowd | time ÷ least | copies sent |\n|---|---|---|');
  const all = mode === 'real' ? realCrowds() : [...realCrowds(), ...crowds()];
  const chosen = mode === 'small' ? all.filter((one) => one.receivers.length <= 200) : all;
  const measured = chosen.map(measure);
  if (mode === undefined && existsSync('docs')) writeFileSync(plot, drawRatios(measured));
  return Promise.resolve();
}
