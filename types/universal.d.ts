/**
 * What browsers, workers and Node all have, for code that must not touch a page.
 * `tsconfig.pure.json` compiles such code with these declarations instead of the DOM library.
 */
declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly origin: string;
  readonly pathname: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
declare function atob(text: string): string;
declare function btoa(binary: string): string;
declare const crypto: {
  readonly subtle: {
    digest(
      algorithm: 'SHA-1' | 'SHA-256' | 'SHA-512',
      bytes: Uint8Array<ArrayBuffer>,
    ): Promise<ArrayBuffer>;
    importKey(
      format: 'raw',
      bytes: Uint8Array<ArrayBuffer>,
      algorithm: 'Ed25519',
      extractable: false,
      usages: readonly 'verify'[],
    ): Promise<CryptoKey>;
    verify(
      algorithm: 'Ed25519',
      key: CryptoKey,
      signature: Uint8Array<ArrayBuffer>,
      message: Uint8Array<ArrayBuffer>,
    ): Promise<boolean>;
  };
};
/** An imported key; nothing can be done with it but hand it back. */
declare interface CryptoKey {
  readonly type: string;
}
declare class Blob {
  constructor(
    parts?: readonly (Blob | string | Uint8Array<ArrayBuffer>)[],
    options?: { type?: string },
  );
  readonly size: number;
  readonly type: string;
  slice(start?: number, end?: number, type?: string): Blob;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
