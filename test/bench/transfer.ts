import { browserNames } from '../support/browsers';
import setup from '../support/e2e-setup';
import type { BrowserName } from '../support/launch-browser';
import type { MadeFile } from '../support/make-file';
import { World } from '../support/world';
import { median } from './shared/median';
import { readOptions } from './shared/read-options';
import { runTransfer, transferKinds, type TransferName } from './transfer-parts/transfer-kinds';

const allKinds = Object.keys(transferKinds) as TransferName[];
const MiB = 2 ** 20;

async function measure(
  world: World,
  file: MadeFile,
  receiver: BrowserName,
  kinds: readonly TransferName[],
  rounds: number,
): Promise<void> {
  const speeds = new Map<TransferName, number[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (const [kind, list] of speeds) {
      const ms = await runTransfer(world, file, kind, receiver);
      const speed = file.bytes.length / MiB / (ms / 1000);
      console.log(
        `chromium → ${receiver}, ${kind}: ${ms.toFixed(0)} ms, ${speed.toFixed(1)} MiB/s`,
      );
      list.push(speed);
    }
  for (const [kind, list] of speeds) {
    const ratios = kinds
      .filter((other) => other !== kind)
      .map((other) => `${(median(list) / median(speeds.get(other) ?? [])).toFixed(2)} × ${other}`);
    console.log(
      `== chromium → ${receiver}, ${kind}, median of ${rounds}: ${median(list).toFixed(1)} MiB/s` +
        (ratios.length === 0 ? '' : ` = ${ratios.join(', ')}`),
    );
  }
}

/**
 * One file from one browser to another, from the first byte that arrives to the last one stored:
 * a bare RTCDataChannel, plain webtorrent with its default store, the built app, and the built app
 * with 1,024 and with 128 pieces, taking turns.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { names, kinds, counts } = readOptions('transfer', args, {
    names: browserNames,
    kinds: allKinds,
    counts: { rounds: 3, mib: 128 },
  });
  await setup();
  const world = await World.open();
  const file = await world.folder.file('transferred.bin', counts.mib * MiB);
  for (const receiver of names) await measure(world, file, receiver, kinds, counts.rounds);
  await world.close();
}
