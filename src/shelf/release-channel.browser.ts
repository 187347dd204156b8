/**
 * What is said here reaches every other place that has the same release open: the other tabs of this
 * browser, and other jobs of this one. What is heard is to be read as input from outside.
 */
export function openReleaseChannel(
  infoHash: string,
  onMessage: (data: unknown) => void,
): { post(message: unknown): void; close(): void } {
  const channel = new BroadcastChannel(`samesum-release-${infoHash}`);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => onMessage(data));
  let isOpen = true;
  return {
    post: (message) => {
      if (isOpen) channel.postMessage(message);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}
