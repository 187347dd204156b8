/** How a tab comes to own a release: if nobody owns it now, once nobody does, or from whoever does. */
export type OwnHow = 'if-free' | 'wait' | 'take';

/** Messages to the other tabs of this browser that have the same release open. */
export interface TabChannel {
  /** Takes what can be cloned. */
  post(message: unknown): void;
  close(): void;
}

/** What the tabs of one browser have in common. */
export interface ReleaseTabs {
  /**
   * Makes this tab the owner of a release until `signal`. Resolves with a signal that is aborted when
   * another tab took it over; with `undefined` when another tab owns it (`if-free`), or when `signal` came
   * first.
   */
  readonly own: (
    infoHash: string,
    how: OwnHow,
    signal: AbortSignal,
  ) => Promise<AbortSignal | undefined>;
  /** What is heard was sent by any version of this page, or by anything else of this site. */
  readonly channel: (infoHash: string, onMessage: (data: unknown) => void) => TabChannel;
}
