import type { Page } from 'puppeteer-core';

/** What the pages keep between two questions. */
interface RawEnd {
  connection: RTCPeerConnection;
  channel?: RTCDataChannel;
  /** Ms since 1970 of the first and the last message. */
  received?: Promise<readonly [first: number, last: number]>;
}

declare global {
  /** In a page of `transferRaw`. */
  var rawEnd: RawEnd;
}

/** Runs in the sender's page: an offer with all its candidates. */
async function offer(): Promise<string> {
  const connection = new RTCPeerConnection();
  const channel = connection.createDataChannel('raw');
  globalThis.rawEnd = { connection, channel };
  await connection.setLocalDescription();
  await new Promise<void>((done) => {
    const check = (): void => (connection.iceGatheringState === 'complete' ? done() : undefined);
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
  return connection.localDescription?.sdp ?? '';
}

/** Runs in the receiver's page: the answer, and from then on counts what comes. */
async function answer(sdp: string, size: number): Promise<string> {
  const connection = new RTCPeerConnection();
  const now = (): number => performance.timeOrigin + performance.now();
  const received = new Promise<readonly [number, number]>((done) => {
    connection.addEventListener('datachannel', ({ channel }) => {
      let bytes = 0;
      let first = 0;
      channel.binaryType = 'arraybuffer';
      channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
        if (bytes === 0) first = now();
        bytes += data.byteLength;
        if (bytes === size) done([first, now()]);
      });
    });
  });
  globalThis.rawEnd = { connection, received };
  await connection.setRemoteDescription({ type: 'offer', sdp });
  await connection.setLocalDescription();
  await new Promise<void>((done) => {
    const check = (): void => (connection.iceGatheringState === 'complete' ? done() : undefined);
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
  return connection.localDescription?.sdp ?? '';
}

/** Runs in the sender's page: connects, and keeps the channel's queue between two marks. */
async function send(sdp: string, size: number, messageBytes: number): Promise<void> {
  const { connection, channel } = globalThis.rawEnd;
  if (!channel) return;
  const opened = new Promise((done) => channel.addEventListener('open', done, { once: true }));
  await connection.setRemoteDescription({ type: 'answer', sdp });
  if (channel.readyState !== 'open') await opened;
  const message = crypto.getRandomValues(new Uint8Array(messageBytes));
  channel.bufferedAmountLowThreshold = 4 * messageBytes;
  for (let sent = 0; sent < size; sent += messageBytes) {
    if (channel.bufferedAmount > 16 * messageBytes)
      await new Promise((done) =>
        channel.addEventListener('bufferedamountlow', done, { once: true }),
      );
    channel.send(message);
  }
}

/**
 * Sends `size` bytes, a multiple of 64 KiB, from one page to another through a bare RTCDataChannel.
 * Returns the ms from the first message to the last.
 */
export async function transferRaw(sender: Page, receiver: Page, size: number): Promise<number> {
  const messageBytes = 65_536;
  const offered = await sender.evaluate(offer);
  const answered = await receiver.evaluate(answer, offered, size);
  const sent = sender.evaluate(send, answered, size, messageBytes);
  const [first, last] = await receiver.evaluate(async () => (await rawEnd.received) ?? [0, 0]);
  await sent;
  return last - first;
}
