/** The parts of webtorrent 3 and bittorrent-protocol 5 that `src/swarm/` relies on. No types ship. */
declare module 'bittorrent-protocol' {
  /** One end of a BitTorrent connection (BEP 3), a streamx Duplex. */
  export default class Wire {
    constructor(type?: string);
    readonly type: string;
    readonly destroyed: boolean;
    readonly peerId: string | null;
    handshake(infoHash: string, peerId: string, extensions?: { fast?: boolean }): void;
    bitfield(pieces: Uint8Array): void;
    unchoke(): void;
    have(index: number): void;
    destroy(): void;
    /** Hands bytes to the other end, past the protocol. */
    push(bytes: Uint8Array): boolean;
    on(event: 'upload' | 'download', listener: (bytes: number) => void): this;
    on(
      event: 'request',
      listener: (
        index: number,
        offset: number,
        length: number,
        respond: (error: Error | null, bytes?: Uint8Array) => void,
      ) => void,
    ): this;
    once(event: 'handshake', listener: (infoHash: string, peerId: string) => void): this;
    once(event: 'interested' | 'close', listener: () => void): this;
    /** The peer metadata extension (BEP 9); webtorrent adds it before it emits `wire`. */
    readonly ut_metadata?: { _checkDone: () => Promise<void> };
    /** Takes the four bytes that announce a message's length. */
    _onMessageLength: (prefix: Uint8Array) => void;
    /** Takes a whole message without its length. */
    _onMessage: (message: Uint8Array) => void;
    _onExtended: (kind: number, payload: Uint8Array) => void;
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
  }

  export interface TorrentPiece {
    /** Bytes not received yet. */
    readonly missing: number;
    readonly length: number;
    readonly _flushed: boolean;
    readonly _chunks: number;
    readonly _reservations: number;
    readonly _cancellations: readonly number[] | null;
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
    _openSocket: () => void;
    _startReconnectTimer: () => void;
  }

  /** All trackers of a torrent. */
  export interface TrackerClient {
    readonly _trackers: readonly TrackerConnection[];
    update(): void;
    on(event: 'update', listener: (answer: { readonly announce: string }) => void): this;
  }

  export interface Torrent {
    readonly infoHash: string;
    readonly ready: boolean;
    readonly done: boolean;
    readonly destroyed: boolean;
    readonly wires: readonly Wire[];
    readonly pieces: readonly (TorrentPiece | null)[];
    readonly numPeers: number;
    readonly discovery: { readonly tracker: TrackerClient | null } | null;
    /** `null` when destroyed. */
    readonly _peers: ReadonlyMap<
      string,
      { readonly conn: unknown; readonly connected: boolean; readonly type: string }
    > | null;
    readonly _rarityMap: {
      /** How many connected peers have each piece. */
      readonly _pieces: readonly number[];
      getRarestPiece: (usable: (index: number) => boolean) => number;
    };
    _preloadedStore: unknown;
    _onMetadata: (metadata: Uint8Array | object) => Promise<void>;
    addPeer: (peer: PeerConnection | string, source?: string) => boolean;
    removePeer(id: string): void;
    addWebSeed(connection: Wire & { readonly connId: string }): void;
    select(from: number, to: number): void;
    deselect(from: number, to: number): void;
    destroy(options?: { destroyStore?: boolean }, done?: () => void): void;
    _markUnverified(index: number): void;
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
    readonly maxWebConns: number;
    readonly strategy: 'rarest' | 'sequential';
    readonly getAnnounceOpts?: () => { readonly numwant?: number };
  }

  export default class WebTorrent {
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
