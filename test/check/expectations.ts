import { rowOf, type DigestAlgorithm } from '../../src/base/digest-algorithms';
import type { DigestExpectation, SignatureExpectation } from '../../src/release/expectation';

/** A digest of one digit, over and over. */
export function hexOf(algorithm: DigestAlgorithm, digit = '1'): string {
  return digit.repeat(rowOf(algorithm).hexLength);
}

export function digestExpectation(
  algorithm: DigestAlgorithm,
  change: Partial<DigestExpectation> & { readonly hex?: string } = {},
): DigestExpectation {
  const { hex = hexOf(algorithm), ...rest } = change;
  return {
    kind: 'digest',
    digest: { algorithm, hex },
    orElse: [],
    source: 'link',
    name: undefined,
    size: undefined,
    chain: [],
    ...rest,
  };
}

/** A signature over the SHA-512 of the file. */
export function signatureExpectation(
  id = 's1',
  change: Partial<SignatureExpectation> = {},
): SignatureExpectation {
  const none = new Uint8Array();
  return {
    kind: 'signature',
    signature: {
      id,
      scheme: 'openpgp',
      over: { kind: 'digest', algorithm: 'sha512', prefix: none, suffix: none },
      signature: none,
      key: none,
    },
    source: 'signature',
    name: undefined,
    size: undefined,
    chain: [],
    ...change,
  };
}
