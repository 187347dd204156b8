/** One short text in this browser's storage, shared by all tabs of the site. */
export class StoredText {
  constructor(
    private readonly key: string,
    /** Where browsers refuse storage already asking for it throws. */
    private readonly storage: () => Storage = () => localStorage,
  ) {}

  /** Empty when there is none, or storage is refused. */
  read(): string {
    try {
      return this.storage().getItem(this.key) ?? '';
    } catch {
      return '';
    }
  }

  /** False when storage refused it. */
  write(text: string): boolean {
    try {
      this.storage().setItem(this.key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** Calls `listener` when another tab changed the text, or cleared all storage. */
  onOtherTab(listener: () => void): void {
    addEventListener('storage', ({ key }) => {
      if (key === this.key || key === null) listener();
    });
  }
}
