import type * as OpenPgpModule from 'openpgp/lightweight';
import type { Config, PublicKey, Subkey } from 'openpgp/lightweight';

export type OpenPgp = typeof OpenPgpModule;
export type { Config, PublicKey as Key, Subkey };

/** OpenPGP.js is large, and few people bring OpenPGP: it is fetched when somebody does. */
export function loadOpenPgp(): Promise<OpenPgp> {
  return import('openpgp/lightweight');
}

/** What keys must be to vouch for anything, here. */
export function strictConfig({ config }: OpenPgp): Config {
  return {
    ...config,
    // Keys from before these flags were invented may do everything that their kind can.
    allowMissingKeyFlags: true,
    // secp256k1 is no standard curve of OpenPGP, but neither is it weak.
    rejectCurves: new Set(),
    maxUserIDLength: 1024,
  };
}

/** Like `strictConfig`, but for methods that can be forged: to tell a weak key from a broken one. */
export function laxConfig(openpgp: OpenPgp): Config {
  return {
    ...strictConfig(openpgp),
    minRSABits: 0,
    rejectPublicKeyAlgorithms: new Set(),
    rejectHashAlgorithms: new Set(),
    rejectMessageHashAlgorithms: new Set(),
  };
}
