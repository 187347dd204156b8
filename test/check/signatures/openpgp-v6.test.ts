import { createHash } from 'node:crypto';
import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src/base/bytes';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { verifyFileSignature } from '../../../src/check/signatures/verify-file-signature';
import { dropped, pasted } from './documents';

const list = `${'0'.repeat(64)}  a.iso\n`;
const config = { v6Keys: true };
let privateKey: openpgp.PrivateKey;

/** GnuPG does not make version 6; the library does. What is hashed is composed by us. */
beforeAll(async () => {
  const made = await openpgp.generateKey({
    userIDs: [{ name: 'Six' }],
    type: 'curve25519',
    format: 'object',
    config,
  });
  privateKey = made.privateKey;
});

const read = (...texts: (string | Uint8Array)[]) =>
  readEvidence(
    [
      ...texts.map((text, i) => dropped(`x${i}`, text)),
      dropped('k', privateKey.toPublic().armor()),
    ],
    [],
    Date.now(),
  );

describe('OpenPGP version 6', () => {
  it('signs a file, with a salt before it', async () => {
    const file = new TextEncoder().encode('any bytes');
    const signature: unknown = await openpgp.sign({
      message: await openpgp.createMessage({ binary: file }),
      signingKeys: privateKey,
      detached: true,
      format: 'binary',
      config,
    });
    if (!(signature instanceof Uint8Array)) throw new Error('not binary');
    const { signatures } = await read(signature);
    const [one] = signatures;
    if (one?.signature.over.kind !== 'digest') throw new Error('no signature');
    const { algorithm, prefix, suffix } = one.signature.over;
    expect(prefix.length).toBeGreaterThan(0);
    const digestOf = (bytes: Uint8Array) =>
      new Uint8Array(
        createHash(algorithm)
          .update(concatBytes([prefix, bytes, suffix]))
          .digest(),
      );
    expect(await verifyFileSignature(one.signature, digestOf(file))).toBe('valid');
    expect(await verifyFileSignature(one.signature, digestOf(file.slice(1)))).toBe('broken');
    // What the page hashed must be what the signature is framed by.
    const unframed = { ...one.signature, over: { ...one.signature.over, suffix: suffix.slice(1) } };
    expect(await verifyFileSignature(unframed, digestOf(file))).toBe('broken');
  });

  it('clearsigns a list', async () => {
    const signed = await openpgp.sign({
      message: await openpgp.createCleartextMessage({ text: list }),
      signingKeys: privateKey,
      config,
    });
    expect((await read(signed)).lists).toMatchObject([{ source: 'signed-list' }]);
    const changed = await read(signed.replace('a.iso', 'b.iso'));
    expect(changed.lists[0]?.problem?.code).toBe('check/bad-signature');
  });

  it('signs nothing at all, which fits no list', async () => {
    // A standalone signature (type 2) is over its own subpackets: it would be valid for any list.
    const packet = Object.assign(new openpgp.SignaturePacket(), {
      signatureType: 2,
      publicKeyAlgorithm: privateKey.keyPacket.algorithm,
      hashAlgorithm: openpgp.enums.hash.sha512,
    });
    const secret = privateKey.keyPacket as openpgp.SecretKeyPacket;
    const full = { ...openpgp.config, ...config };
    const sign = packet.sign.bind(packet) as (...args: unknown[]) => Promise<void>;
    await sign(secret, {}, new Date(), true, full);
    const packets = new openpgp.PacketList<openpgp.SignaturePacket>();
    packets.push(packet);
    const alone = packets.write();
    const evidence = await read(alone);
    expect(evidence.questions.map(({ problem }) => problem.code)).toEqual([
      'check/unreadable-signature',
    ]);
    const armor = `-----BEGIN PGP SIGNATURE-----\n\n${Buffer.from(alone).toString('base64')}\n-----END PGP SIGNATURE-----\n`;
    const around = `-----BEGIN PGP SIGNED MESSAGE-----\n\n${list}${armor}`;
    const { lists } = await readEvidence(
      [pasted(around), dropped('k', privateKey.toPublic().armor())],
      [],
      Date.now(),
    );
    expect(lists.map(({ problem }) => problem?.code)).toEqual(['check/unreadable-signature']);
  });
});
