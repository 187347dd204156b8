/** What of the tab is seen without looking at the page, and the question before it is closed. */
export interface Tab {
  setTitle(title: string): void;
  /** `undefined`: the site's own. */
  setIcon(url: string | undefined): void;
  /** Whether the browser asks the person before it closes or reloads the tab. */
  askBeforeClosing(ask: boolean): void;
}

/** The tab that this page is in. */
export class BrowserTab implements Tab {
  readonly #link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  readonly #ownIcon = this.#link?.href;

  setTitle(title: string): void {
    document.title = title;
  }

  setIcon(url: string | undefined): void {
    const href = url ?? this.#ownIcon;
    if (this.#link !== null && href !== undefined) this.#link.href = href;
  }

  askBeforeClosing(ask: boolean): void {
    // Only while there is a reason: browsers don't keep pages that listen ready for a way back.
    if (ask) addEventListener('beforeunload', refuse);
    else removeEventListener('beforeunload', refuse);
  }
}

/** The browser then asks, in its own words. */
function refuse(event: Event): void {
  event.preventDefault();
}
