import type { SignaturePacket } from 'openpgp/lightweight';
import { toHex } from '../../base/bytes';
import { isStrong, type DigestAlgorithm } from '../../base/digest-algorithms';
import { Problem } from '../../base/problem';
import type { OpenPgp } from './openpgp-library';

/** One signature in OpenPGP, read; nothing is checked yet. */
export interface OpenPgpSignature {
  readonly packet: SignaturePacket;
  /** The signature alone, as a packet. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly madeAt: number;
  /** `undefined` for one that is not computed here; those are weak. */
  readonly algorithm: DigestAlgorithm | undefined;
  /** Over a text whose line ends may change on the way, not over bytes. */
  readonly isText: boolean;
}

/** RFC 9580 section 9.5. */
const hashes: Readonly<Record<number, DigestAlgorithm>> = {
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
  11: 'sha224',
  12: 'sha3-256',
  14: 'sha3-512',
};

/** RFC 9580 section 5.2.1: signatures over a document. Others are over keys, or over nothing at all. */
const signatureTypes = { binary: 0, text: 1 } as const;
/** In one block; Debian's lists have two or three. */
const maxSignatures = 100;

/**
 * The signatures in `bytes` (OpenPGP packets).
 *
 * @throws Problem `check/unreadable-signature`
 */
export async function readOpenPgpSignatures(
  openpgp: OpenPgp,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<[OpenPgpSignature, ...OpenPgpSignature[]]> {
  const { packets } = await openpgp
    .readSignature({ binarySignature: bytes })
    .catch((error: unknown) => {
      throw unreadable('It is damaged, or not whole.', error);
    });
  if (packets.length > maxSignatures)
    throw unreadable(`It has more than ${maxSignatures} signatures.`);
  const [first, ...others] = [...packets]
    .filter((packet) => packet instanceof openpgp.SignaturePacket)
    .map((packet) => readPacket(openpgp, packet));
  if (!first) throw unreadable('It is of a kind that is not used any more.');
  return [first, ...others];
}

function readPacket(openpgp: OpenPgp, packet: SignaturePacket): OpenPgpSignature {
  const list = new openpgp.PacketList<SignaturePacket>();
  list.push(packet);
  return {
    packet,
    bytes: new Uint8Array(list.write()),
    madeAt: packet.created?.getTime() ?? 0,
    algorithm: hashes[packet.hashAlgorithm ?? 0],
    isText: Number(packet.signatureType) === signatureTypes.text,
  };
}

/** Why the signature vouches for nothing, whatever it is over; `undefined` when all is well. */
export function findFlaw({ packet, algorithm, isText }: OpenPgpSignature): Problem | undefined {
  if (!isText && Number(packet.signatureType) !== signatureTypes.binary)
    return unreadable('It is over something else than a file or a text.');
  const isCritical = ({ critical }: { critical: boolean }) => critical;
  if (packet.unknownSubpackets.some(isCritical) || packet.rawNotations.some(isCritical))
    return unreadable('It sets conditions that are not known here.');
  if (algorithm === undefined || !isStrong(algorithm))
    return new Problem('check/weak-signature', 'Its checksum can be forged.');
  return undefined;
}

/** What is hashed before and after the document: RFC 9580 section 5.2.4. */
export function framingOf({ packet }: OpenPgpSignature): {
  readonly prefix: Uint8Array<ArrayBuffer>;
  readonly suffix: Uint8Array<ArrayBuffer>;
} {
  const hashed = packet.signatureData ?? new Uint8Array(0);
  const suffix = new Uint8Array(hashed.length + 6);
  suffix.set(hashed);
  suffix.set([packet.version, 0xff], hashed.length);
  new DataView(suffix.buffer).setUint32(hashed.length + 2, hashed.length);
  // Of version 6 alone. The types of OpenPGP.js don't have it.
  const { salt } = packet as SignaturePacket & { salt?: Uint8Array | null };
  return { prefix: new Uint8Array(salt ?? []), suffix };
}

/** The key that the signature says made it: the full fingerprint if it has it, else the key id. */
export function issuerOf({ packet }: OpenPgpSignature): string {
  const { issuerFingerprint, issuerKeyID } = packet;
  return (issuerFingerprint ? toHex(issuerFingerprint) : issuerKeyID.toHex()).toUpperCase();
}

function unreadable(detail: string, cause?: unknown): Problem {
  return new Problem('check/unreadable-signature', detail, { cause });
}
