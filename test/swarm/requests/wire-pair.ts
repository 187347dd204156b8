import type Wire from 'bittorrent-protocol';

type Respond = (error: Error | null, bytes?: Uint8Array) => void;
type OnRequest = (index: number, offset: number, length: number, respond: Respond) => void;

/** With what `types/engine.d.ts` leaves out because only tests use it. */
export type TestWire = Wire & {
  readonly downloaded: number;
  readonly amInterested: boolean;
  pipe(to: TestWire): void;
  handshake(infoHash: string, peerId: string, extensions: { fast: boolean }): void;
  read(): Uint8Array | null;
  write(bytes: Uint8Array): void;
  piece(index: number, offset: number, bytes: Uint8Array): void;
  once(event: 'extended' | 'end', listener: () => void): void;
  on(event: 'request', listener: OnRequest): void;
  on(event: 'readable', listener: () => void): void;
  _push(bytes: Uint8Array): void;
  _callback(request: unknown, error: Error, bytes: null): void;
};

export interface WirePair {
  /** The end under test. */
  readonly ours: TestWire;
  readonly theirs: TestWire;
  /** Holds back what we send; opened again, it all arrives. */
  readonly setOpen: (open: boolean) => void;
  /** The other end takes a piece back, as `lt_donthave` (BEP 54) would tell. */
  readonly takeBack: (index: number) => void;
}

/** Both ends of a connection, after their handshakes. */
export async function makeWirePair(fast = true): Promise<WirePair> {
  const { default: BaseWire } = await import('bittorrent-protocol');
  const [ours, theirs] = [new BaseWire() as TestWire, new BaseWire() as TestWire];
  const takeBack = addDonthave(ours);
  theirs.pipe(ours);
  let isOpen = true;
  const forward = (): void => {
    for (let chunk = isOpen && ours.read(); chunk; chunk = isOpen && ours.read())
      theirs.write(chunk);
  };
  ours.on('readable', forward);
  ours.once('end', () => {
    theirs.destroy();
  });
  const met = Promise.all([ours, theirs].map((wire) => handshaken(wire)));
  ours.handshake('1'.repeat(40), '2'.repeat(40), { fast });
  theirs.handshake('1'.repeat(40), '3'.repeat(40), { fast });
  await met;
  const setOpen = (open: boolean): void => {
    isOpen = open;
    forward();
  };
  return { ours, theirs, setOpen, takeBack };
}

function handshaken(wire: TestWire): Promise<void> {
  return new Promise((resolve) => {
    wire.once('extended', resolve);
  });
}

/** What webtorrent adds to a wire, in its order: tells first, then ends the requests. */
function addDonthave(wire: TestWire): (index: number) => void {
  const listeners: ((index: number) => void)[] = [];
  Object.assign(wire, {
    lt_donthave: {
      on: (_event: string, listener: (index: number) => void) => listeners.push(listener),
    },
  });
  return (index) => {
    (wire.peerPieces as unknown as { set(index: number, has: boolean): void }).set(index, false);
    for (const listener of listeners) listener(index);
    const requests = wire.requests as unknown as { piece: number }[];
    for (const request of requests.filter(({ piece }) => piece === index)) {
      requests.splice(requests.indexOf(request), 1);
      wire._callback(request, new Error('peer sent donthave'), null);
    }
  };
}
