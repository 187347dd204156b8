import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A minisign key made here, so that its key id can be chosen: anybody can copy one. */
export interface MadeKey {
  readonly id: Uint8Array;
  /** 42 bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `RW…` */
  readonly coded: string;
  /** A `.pub` file. */
  readonly text: (comment: string) => string;
  /** A `.minisig` file. */
  readonly sign: (content: string) => string;
  /** A `.sig` file of signify. */
  readonly signify: (content: string) => string;
}

export function makeKey(id: Uint8Array = randomBytes(8)): MadeKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const bytes = new Uint8Array(Buffer.concat([Buffer.from('Ed'), id, raw]));
  const coded = Buffer.from(bytes).toString('base64');
  const signed = (algorithm: string, message: Buffer) => {
    const signature = sign(null, message, privateKey);
    const line = Buffer.concat([Buffer.from(algorithm), id, signature]).toString('base64');
    return { signature, text: `untrusted comment: made for a test\n${line}\n` };
  };
  return {
    id,
    bytes,
    coded,
    text: (comment) => `untrusted comment: ${comment}\n${coded}\n`,
    sign: (content) => {
      const one = signed('ED', createHash('blake2b512').update(content).digest());
      const comment = 'timestamp:1700000000';
      const over = Buffer.concat([one.signature, Buffer.from(comment)]);
      const second = sign(null, over, privateKey).toString('base64');
      return `${one.text}trusted comment: ${comment}\n${second}\n`;
    },
    signify: (content) => signed('Ed', Buffer.from(content)).text,
  };
}
