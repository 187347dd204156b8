/** Every socket that was opened, oldest first. */
export const sockets: FakeWebSocket[] = [];

/** A WebSocket that leads nowhere until the test says what happens to it. */
export class FakeWebSocket {
  static readonly CLOSED = 3;
  readyState = 0;
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  /** What the page sent, parsed. */
  readonly sent: {
    readonly event?: string;
    readonly info_hash: string;
    readonly offers?: readonly unknown[];
    readonly answer?: unknown;
  }[] = [];

  constructor(readonly url: string) {
    sockets.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number]);
  }

  close(): void {
    this.readyState = FakeWebSocket.CLOSED;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  lose(): void {
    this.readyState = FakeWebSocket.CLOSED;
    this.onclose?.();
  }

  /** Answers an announce, as a tracker does that knows nobody else unless `fields` say otherwise. */
  answer(fields: object = {}): void {
    const infoHash = this.sent[0]?.info_hash;
    const answer = { action: 'announce', info_hash: infoHash, interval: 120, complete: 0 };
    this.receive(JSON.stringify({ ...answer, ...fields }));
  }

  receive(text: string): void {
    this.onmessage?.({ data: text });
  }
}
