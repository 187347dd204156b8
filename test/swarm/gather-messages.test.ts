import { expect, it } from 'vitest';
import { gatherMessages } from '../../src/swarm/gather-messages.browser';

/** A wire and what it hands to its connection. */
function gatheringWire(): { say: (...sizes: number[]) => void; sent: Uint8Array[] } {
  const sent: Uint8Array[] = [];
  const wire = { _push: (bytes: Uint8Array) => void sent.push(bytes) };
  gatherMessages(wire);
  let next = 0;
  const say = (...sizes: number[]): void => {
    for (const size of sizes) wire._push(new Uint8Array(size).fill(next++));
  };
  return { say, sent };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const block = 16_384;

it.each<readonly [what: string, said: number[], sent: number[]]>([
  ['one message', [17], [17]],
  ['a block and its header', [13, block], [13 + block]],
  ['requests', [17, 17, 17], [51]],
  ['four blocks', [13, block, 13, block, 13, block, 13, block], [39 + 3 * block + 13, block]],
  ['a message that is longer than all others may be together', [4, 100_000, 5], [4, 100_000, 5]],
])('sends %s in as few as it may', async (_, said, expected) => {
  const { say, sent } = gatheringWire();
  say(...said);
  await turn();
  expect(sent.map((bytes) => bytes.length)).toEqual(expected);
});

it('keeps the order, and waits for no later turn', async () => {
  const { say, sent } = gatheringWire();
  say(1, 2);
  await turn();
  say(3);
  await turn();
  expect(sent.map((bytes) => [...bytes])).toEqual([
    [0, 1, 1],
    [2, 2, 2],
  ]);
});
