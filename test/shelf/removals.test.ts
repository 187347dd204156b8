import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for';
import { Removals } from '../../src/shelf/removals.browser';

const infoHash = 'a'.repeat(40);
const open: { close(): void }[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

function opened<Channel extends { close(): void }>(channel: Channel): Channel {
  open.push(channel);
  return channel;
}

it('tells other tabs and not this one; passes over what it does not know', async () => {
  const [here, there] = [opened(new Removals()), opened(new Removals())];
  const told: string[] = [];
  here.onTold((removed) => told.push(`here ${removed}`));
  there.onTold((removed) => told.push(`there ${removed}`));
  const another = opened(new BroadcastChannel('samesum-shelf'));
  for (const message of [
    undefined,
    null,
    '',
    infoHash,
    {},
    { removed: 7 },
    { removed: '' },
    { removed: '総和' },
    { removed: `${infoHash}a` },
    { added: infoHash },
  ])
    another.postMessage(message);
  here.tell(infoHash);
  await waitFor('the word', 5_000, () => Promise.resolve(told.length > 0));
  expect(told).toEqual([`there ${infoHash}`]);
});
