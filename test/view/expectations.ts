import type { DigestAlgorithm } from '../../src/base/digest-algorithms';
import type { ChainLink, KeyTrust } from '../../src/release/chain';
import type {
  DigestExpectation,
  ExpectationSource,
  SignatureExpectation,
} from '../../src/release/expectation';

export const hex64 = 'ab'.repeat(32);
const day = Date.UTC(2026, 4, 3);

export const listLink: ChainLink = { kind: 'list', title: 'SHA256SUMS', lineCount: 12 };
export const signatureLink: ChainLink = {
  kind: 'signature',
  scheme: 'openpgp',
  madeAt: day,
  comment: undefined,
};
export const brought: KeyTrust = { kind: 'brought' };
export const remembered: KeyTrust = { kind: 'remembered', since: day };

export function keyLink(trust: KeyTrust | undefined, owner = 'Alice'): ChainLink {
  return { kind: 'key', scheme: 'openpgp', fingerprint: 'AB'.repeat(20), owner, trust };
}

export function digestExpectation(
  source: ExpectationSource,
  algorithm: DigestAlgorithm = 'sha256',
  more: Partial<DigestExpectation> = {},
): DigestExpectation {
  return {
    kind: 'digest',
    digest: { algorithm, hex: hex64 },
    orElse: [],
    source,
    name: undefined,
    size: undefined,
    chain: [],
    ...more,
  };
}

export function signatureExpectation(chain: readonly ChainLink[]): SignatureExpectation {
  const bytes = new Uint8Array(1);
  return {
    kind: 'signature',
    signature: {
      id: 'one',
      scheme: 'openpgp',
      over: { kind: 'bytes', maxBytes: 1 },
      signature: bytes,
      key: bytes,
    },
    source: 'signature',
    name: undefined,
    size: undefined,
    chain,
  };
}
