/** A file on the disk whose bytes can be replaced, and are then given without a word, as in Firefox. */
export class DiskFile extends File {
  constructor(
    private now: Uint8Array<ArrayBuffer>,
    name: string,
  ) {
    super([now], name);
  }

  rewrite(bytes: Uint8Array<ArrayBuffer>): void {
    this.now = bytes;
  }

  override slice(start?: number, end?: number): Blob {
    return new Blob([this.now.subarray(start, end)]);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.slice().arrayBuffer();
  }
}
