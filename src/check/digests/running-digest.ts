/** A digest that takes its bytes in parts. */
export interface RunningDigest {
  /** Takes the next part. Keeps no reference to it. */
  update(part: Uint8Array): void;
  /** Lower-case hexadecimal. Nothing may be taken or given after it. */
  finish(): string;
}
