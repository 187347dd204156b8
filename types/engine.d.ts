/** The parts of webtorrent 3 and bittorrent-protocol 5 that `src/swarm/` relies on. No types ship. */
declare module 'bittorrent-protocol' {
  /** One end of a BitTorrent connection (BEP 3), a streamx Duplex. */
  export default class Wire {
    constructor(type?: string);
    readonly type: string;
    readonly destroyed: boolean;
    readonly peerId: string | null;
    /** Requests that are not answered yet. */
    readonly requests: readonly {
      readonly piece: number;
      readonly offset: number;
      readonly length: number;
    }[];
    /** Requests of the peer that are being answered. */
    readonly peerRequests: readonly { readonly length: number }[];
    readonly peerChoking: boolean;
    readonly amChoking: boolean;
    readonly peerInterested: boolean;
    /** Both ends speak the fast extension (BEP 6). */
    readonly hasFast: boolean;
    /** What the peer announced; grows, or has everything. */
    readonly peerPieces: { get(index: number): boolean };
    /** What the peer said of itself (BEP 10): hostile. */
    readonly peerExtendedHandshake: { readonly reqq?: unknown };
    /** What we say of ourselves (BEP 10). */
    readonly extendedHandshake: Record<string, unknown>;
    bitfield: (pieces: unknown) => void;
    haveAll: () => void;
    haveNone: () => void;
    unchoke: () => void;
    choke: () => void;
    handshake(infoHash: string, peerId: string, extensions?: { fast?: boolean }): void;
    /** Hands bytes to the other end, past the protocol. */
    push(bytes: Uint8Array): boolean;
    once(event: 'handshake', listener: (infoHash: string, peerId: string) => void): this;
    have(index: number): void;
    interested(): void;
    uninterested(): void;
    /** The answer's bytes are a view into a larger buffer. */
    request(
      index: number,
      offset: number,
      length: number,
      answered: (error: Error | null, bytes?: Uint8Array) => void,
    ): void;
    /** Ends a request; it is answered with an error. */
    cancel(index: number, offset: number, length: number): void;
    /** Only with `hasFast`. */
    reject(index: number, offset: number, length: number): void;
    destroy(): void;
    on(event: 'upload' | 'download', listener: (bytes: number) => void): this;
    on(event: 'have', listener: (index: number) => void): this;
    on(
      event:
        'bitfield' | 'have-all' | 'choke' | 'unchoke' | 'interested' | 'uninterested' | 'close',
      listener: () => void,
    ): this;
    /** The other end takes pieces back (BEP 54); webtorrent adds it before it emits `wire`. */
    readonly lt_donthave: { on(event: 'donthave', listener: (index: number) => void): void };
    /** The peer metadata extension (BEP 9); webtorrent adds it before it emits `wire`. */
    readonly ut_metadata?: { _checkDone: () => Promise<void> };
    /** Takes the four bytes that announce a message's length. */
    _onMessageLength: (prefix: Uint8Array) => void;
    /** Takes a whole message without its length. */
    _onMessage: (message: Uint8Array) => void;
    _onExtended: (kind: number, payload: Uint8Array) => void;
    _onRequest: (index: number, offset: number, length: number) => void;
    _onCancel: (index: number, offset: number, length: number) => void;
    /** Called when less than the high-water mark waits to be sent (streamx). */
    _read: (done: (error: Error | null) => void) => void;
    readonly _readableState: {
      /** Bytes that wait to be sent. */
      readonly buffered: number;
    };
    /** Hands what is said to the other end; called once or twice a message. */
    _push: (bytes: Uint8Array) => void;
    /** Collects `size` bytes for `parser`. */
    _parse(size: number, parser: (bytes: Uint8Array) => void): void;
  }
}

declare module 'webtorrent' {
  import type Wire from 'bittorrent-protocol';

  /** A WebRTC connection (simple-peer) on its way into a torrent. */
  export interface PeerConnection {
    /** Peer id, hexadecimal. */
    readonly id: string;
    readonly initiator: boolean;
    readonly connected: boolean;
    destroy(): void;
    /** Sends; calls back when more may come (streamx). */
    _write: (bytes: Uint8Array, written: (error: Error | null) => void) => void;
    /** Set while a write waits for the channel to be nearly empty, or for a connection. */
    readonly _cb: object | null;
    readonly _channel: RTCDataChannel | null;
    /** Ends such a wait. */
    _onChannelBufferedAmountLow(): void;
  }

  /** One WebSocket tracker of a torrent. */
  export interface TrackerConnection {
    readonly announceUrl: string;
    /** True also between a lost socket and the next one. */
    readonly destroyed: boolean;
    readonly interval: ReturnType<typeof setInterval> | undefined;
    /** True from a lost socket until the next one is open. */
    reconnecting: boolean;
    reconnectTimer: ReturnType<typeof setTimeout> | undefined;
    /** The socket is shared by all torrents of the page; `null` when `destroyed`. */
    readonly socket: { readonly connected: boolean } | null;
    /** Our offers that nobody answered yet, by offer id; `null` when `destroyed`. */
    readonly peers: Record<string, OpenOffer> | null;
    expectingResponse: boolean;
    announce: (options: AnnounceOptions) => void;
    _openSocket: () => void;
    _startReconnectTimer: () => void;
    /** Takes one message, as UTF-8. */
    _onSocketData: (message: Uint8Array) => void;
    /** Takes an announce answer that is known to be for this torrent. */
    _onAnnounceResponse: (answer: object) => void;
    _onSocketError: (error: Error) => void;
    _createPeer: (options?: { readonly initiator: boolean }) => OpenOffer;
  }

  /** A WebRTC connection that nobody is at the other end of yet. */
  export interface OpenOffer {
    readonly trackerTimeout?: ReturnType<typeof setTimeout>;
    destroy(): void;
  }

  export interface AnnounceOptions {
    readonly event?: string;
    readonly numwant: number;
  }

  /** What a tracker said of a torrent. */
  export interface TrackerAnswer {
    readonly announce: string;
    /** Peers with all pieces, and without. */
    readonly complete: number;
    readonly incomplete?: number;
  }

  /** All trackers of a torrent. */
  export interface TrackerClient {
    readonly _trackers: readonly TrackerConnection[];
    _defaultAnnounceOpts(): AnnounceOptions;
    on(event: 'update', listener: (answer: TrackerAnswer) => void): this;
  }

  export interface Torrent {
    readonly infoHash: string;
    readonly ready: boolean;
    readonly done: boolean;
    readonly destroyed: boolean;
    readonly wires: readonly Wire[];
    /** `null` for a piece that is here. */
    readonly pieces: readonly (object | null)[];
    /** Our store, wrapped; there once `ready`. */
    readonly store: {
      put(index: number, bytes: Uint8Array, done: (error: Error | null) => void): void;
    };
    readonly numPeers: number;
    readonly discovery: { readonly tracker: TrackerClient | null } | null;
    /** `null` when destroyed. */
    readonly _peers: ReadonlyMap<
      string,
      {
        readonly conn: unknown;
        readonly connected: boolean;
        readonly type: string;
        once(event: 'connect', listener: () => void): void;
      }
    > | null;
    readonly _rarityMap: {
      /** How many connected peers have each piece. */
      readonly _pieces: readonly number[];
    };
    _preloadedStore: unknown;
    _onMetadata: (metadata: Uint8Array | object) => Promise<void>;
    addPeer: (peer: PeerConnection | string, source?: string) => boolean;
    removePeer: (peer: string | { readonly id: string }) => void;
    destroy(options?: { destroyStore?: boolean }, done?: () => void): void;
    _markVerified(index: number): void;
    _markUnverified(index: number): void;
    /** Has every wire ask for as much as it may. */
    _update: () => void;
    _updateWireInterest: (wire: Wire) => void;
    /** Decides whom to serve, every ten seconds. */
    _rechoke: () => void;
    _checkDone(): boolean;
    _startDiscovery: () => void;
    on(event: 'wire', listener: (wire: Wire) => void): this;
    on(event: 'verified', listener: (index: number) => void): this;
    on(event: 'warning' | 'error', listener: (error: Error | string) => void): this;
    on(
      event: 'metadata' | 'ready' | 'done' | 'trackerAnnounce' | 'close',
      listener: () => void,
    ): this;
  }

  export interface AddOptions {
    readonly announce: readonly string[];
    readonly urlList: readonly string[];
    readonly preloadedStore?: unknown;
    readonly storeCacheSlots: number;
    readonly bitfield?: Uint8Array;
    readonly skipVerify?: boolean;
    readonly getAnnounceOpts?: () => { readonly numwant?: number };
  }

  /** The throttle of one direction (speed-limiter), shared by all connections. */
  export interface ThrottleGroup {
    /** A token bucket (limiter 1.1). */
    bucket: {
      bucketSize: number;
      tokensPerInterval: number;
      tryRemoveTokens(bytes: number): boolean;
      removeTokens(bytes: number, done: () => void): void;
    };
  }

  export interface Throttled {
    readonly throttleGroups: { readonly down: ThrottleGroup; readonly up: ThrottleGroup };
    /** Bytes per second, a whole number; -1 for no limit. */
    throttleDownload(rate: number): void;
    throttleUpload(rate: number): void;
  }

  export default class WebTorrent implements Throttled {
    readonly throttleGroups: Throttled['throttleGroups'];
    throttleDownload(rate: number): void;
    throttleUpload(rate: number): void;
    constructor(options: {
      readonly dht: false;
      readonly lsd: false;
      readonly utPex: false;
      readonly natUpnp: false;
      readonly natPmp: false;
      readonly webSeeds: false;
      readonly tracker: { readonly rtcConfig: RTCConfiguration };
    });
    readonly peerId: string;
    readonly torrents: readonly Torrent[];
    readonly destroyed: boolean;
    add(
      torrent: Uint8Array | { readonly infoHash: string; readonly announce: readonly string[] },
      options: AddOptions,
    ): Torrent;
    destroy(done?: () => void): void;
    on(event: 'error', listener: (error: Error | string) => void): this;
  }
}
