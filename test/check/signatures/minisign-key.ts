import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KnownKey } from '../../../src/check/evidence';

export interface SignOptions {
  /** `Ed`: over the bytes; `ED`, as minisign does by itself: over their BLAKE2b-512. */
  readonly algorithm?: 'Ed' | 'ED';
  /** minisign's trusted comment, with the second signature behind it; `null` for none. */
  readonly comment?: string | null;
}

/** A key of minisign, for tests that need several of them and no tool. */
export class MinisignKeyPair {
  readonly #id = randomBytes(8);
  readonly #pair = generateKeyPairSync('ed25519');

  get bytes(): Uint8Array<ArrayBuffer> {
    const { publicKey } = this.#pair;
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    return new Uint8Array(Buffer.concat([Buffer.from('Ed'), this.#id, raw]));
  }

  /** The key as this browser remembers it. */
  get remembered(): KnownKey {
    return { scheme: 'minisign', bytes: this.bytes, trust: { kind: 'remembered', since: 1 } };
  }

  /** What stands in the file of the key. */
  text(comment = 'minisign public key'): string {
    return `untrusted comment: ${comment}\n${Buffer.from(this.bytes).toString('base64')}\n`;
  }

  /** What stands in the file of a signature. */
  sign(
    content: string | Uint8Array,
    { algorithm = 'ED', comment = 'x' }: SignOptions = {},
  ): string {
    const bytes = Buffer.from(content);
    const signed = algorithm === 'Ed' ? bytes : createHash('blake2b512').update(bytes).digest();
    const signature = sign(null, signed, this.#pair.privateKey);
    const coded = Buffer.concat([Buffer.from(algorithm), this.#id, signature]).toString('base64');
    const text = `untrusted comment: signature\n${coded}\n`;
    if (comment === null) return text;
    const all = Buffer.concat([signature, Buffer.from(comment)]);
    const second = sign(null, all, this.#pair.privateKey).toString('base64');
    return `${text}trusted comment: ${comment}\n${second}\n`;
  }
}
