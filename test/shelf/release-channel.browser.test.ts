import { expect, it } from 'vitest';
import { openReleaseChannel } from '../../src/shelf/release-channel.browser';

function open(infoHash: string) {
  const heard: unknown[] = [];
  return { heard, channel: openReleaseChannel(infoHash, (data) => heard.push(data)) };
}

it('reaches everybody else who has the release open, and nobody any more once closed', async () => {
  const release = crypto.randomUUID();
  const [first, second, third, other] = [release, release, release, `${release}0`].map(open);
  first?.channel.post({ name: '総和', bytes: Uint8Array.of(1) });
  await expect.poll(() => second?.heard).toEqual([{ name: '総和', bytes: Uint8Array.of(1) }]);
  await expect.poll(() => third?.heard.length).toBe(1);
  expect(first?.heard).toEqual([]);
  expect(other?.heard).toEqual([]);

  third?.channel.close();
  third?.channel.post('from a closed one');
  first?.channel.post(undefined);
  await expect.poll(() => second?.heard.length).toBe(2);
  expect(second?.heard[1]).toBeUndefined();
  expect(third?.heard.length).toBe(1);
  for (const tab of [first, second, other]) tab?.channel.close();
});
