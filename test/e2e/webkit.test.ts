import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blake3 } from '@noble/hashes/blake3.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { sha3_256 } from '@noble/hashes/sha3.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { e2eTimeoutMs } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { type LinkOptions, makeLink } from '../support/make-link';
import type { Mirror } from '../support/mirror-server';
import { openPgpSigner } from '../support/signing-tools';
import { waitFor } from '../support/wait-for';
import { WebKitPage } from '../support/webkit-page';
import { World } from '../support/world';

/*
 * A third engine, on the built app: WebKit as Debian packages it. It has no WebRTC and no OPFS, and
 * under automation it takes no Blobs into IndexedDB.
 */

const size = 700_001;
const wrongSha256 = 'a'.repeat(64);

let world: World;
let page: WebKitPage;
let file: MadeFile;
let mirror: Mirror;

beforeAll(async () => {
  world = await World.open();
  file = await world.folder.file('third engine é.bin', size);
  mirror = await world.mirror({ [file.name]: file.bytes });
  page = await WebKitPage.open(world.app.url);
}, e2eTimeoutMs);
afterEach(() => page.assertClean());
afterAll(async () => {
  await page.close();
  await world.close();
});

/** Runs in the page. */
async function describeEngine() {
  const has = (name: string): boolean => name in globalThis;
  return {
    RTCPeerConnection: has('RTCPeerConnection'),
    WebAssembly: has('WebAssembly'),
    trustedTypes: has('trustedTypes'),
    DecompressionStream: has('DecompressionStream'),
    locks: 'locks' in navigator,
    OPFS: 'storage' in navigator,
    Ed25519: await crypto.subtle.generateKey('Ed25519', false, ['sign']).then(
      () => true,
      () => false,
    ),
  };
}

it('is an engine without WebRTC', async () => {
  const engine = await page.session.evaluate(describeEngine);
  console.log(`WebKit ${page.session.version}: ${JSON.stringify(engine)}`);
  expect(engine.RTCPeerConnection).toBe(false);
});

/** Runs in the page. */
function misbehave(): void {
  setTimeout(() => {
    throw new Error('uncaught on purpose');
  });
  void Promise.reject(new Error('rejected on purpose'));
  console.error('said on purpose');
  document.body.append(Object.assign(new Image(), { src: 'https://example.org/x.png' }));
}

it('is watched: what must not happen is noticed', async () => {
  await page.session.evaluate(misbehave);
  await waitFor(
    'four problems',
    10_000,
    async () => (await page.problems()).length >= 4,
    async () => JSON.stringify(await page.problems()),
  );
  const problems = (await page.problems()).join('\n');
  for (const sign of ['uncaught on', 'rejected on', 'said on', 'img-src'])
    expect(problems).toContain(sign);
  await expect(page.assertClean()).rejects.toThrow('on purpose');
  await page.goto('');
}, 30_000);

describe('a share link', () => {
  /** Joins by a link with these options, and with a tracker. Returns the page's own address for it. */
  async function join(options: LinkOptions, releaseName: string): Promise<string> {
    const trackers = [`ws://localhost:${world.app.port}/announce`];
    const release = { ...file, name: releaseName };
    const link = await makeLink(release, world.app.url, { trackers, ...options });
    const { hash } = new URL(link);
    await page.goto(hash);
    await page.waitFor('problem', 'data-code', 'swarm/no-webrtc');
    await page.click('join');
    return hash;
  }

  it.each([
    ['with', true],
    ['without', false],
  ])(
    'with a mirror, %s metadata: completes, matches, saves, and says that there are no peers',
    async (_, withInfo) => {
      await join({ withInfo, mirrors: [mirror.url(file.name)] }, `mirror ${withInfo}.bin`);
      await page.waitFor('receive', 'data-stage', 'ready');
      const verdict = await page.read('verdict');
      expect(verdict?.attributes).toMatchObject({
        'data-verdict': 'matches',
        'data-source': 'link',
      });
      expect((await page.read('save'))?.disabled).toBe(false);
      expect(await page.text()).toContain('0 connected (this browser can’t talk to peers)');
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
    },
    e2eTimeoutMs,
  );

  it(
    'goes on after a reload with what it has, which it hashes again',
    async () => {
      const hash = await join({ mirrors: [mirror.url(file.name)] }, 'reload.bin');
      await page.waitFor('verdict', 'data-verdict', 'matches');
      const { bytesSent } = mirror;
      await page.goto(hash);
      await page.waitFor('verdict', 'data-verdict', 'matches');
      expect((await page.read('save'))?.disabled).toBe(false);
      expect(mirror.bytesSent).toBe(bytesSent);
    },
    e2eTimeoutMs,
  );

  it(
    'with a mirror whose file is another: differs, and Save stays off',
    async () => {
      const digests = [{ algorithm: 'sha256', hex: wrongSha256 }] as const;
      await join({ digests, mirrors: [mirror.url(file.name)] }, 'differs.bin');
      await page.waitFor('verdict', 'data-verdict', 'differs');
      expect((await page.read('save'))?.disabled ?? true).toBe(true);
    },
    e2eTimeoutMs,
  );

  it(
    'without a mirror: says what to do',
    async () => {
      await join({}, 'no mirror.bin');
      await page.waitFor('receive', 'data-stage', 'receiving');
      await page.waitFor('problem', 'data-code', 'swarm/no-webrtc');
      expect((await page.read('problem'))?.text).toContain('use another browser');
    },
    e2eTimeoutMs,
  );
});

describe('#/check', () => {
  const list = (...lines: readonly (readonly [MadeFile, string])[]): string =>
    lines.map(([{ name }, digest]) => `${digest}  ${name}\n`).join('');

  /** The result of each file in the table. */
  async function results(): Promise<Record<string, string>> {
    const rows = await page.readAll('check-row');
    return Object.fromEntries(
      rows.map(({ attributes }) => [
        attributes['data-name'] ?? '',
        attributes['data-result'] ?? '',
      ]),
    );
  }

  /** Opens the check page, brings a text, and then the files. */
  async function check(text: string, files: readonly MadeFile[]): Promise<void> {
    await page.goto('#/check');
    await page.paste('checksum-input', text);
    await page.chooseFiles(
      'check-input',
      files.map(({ path }) => path),
    );
  }

  it.each<[string, () => string, string]>([
    ['its SHA-256', () => file.hash('sha256'), 'matches'],
    ['its SHA-256 in capitals', () => file.hash('sha256').toUpperCase(), 'matches'],
    ['its SHA-512', () => file.hash('sha512'), 'matches'],
    ['its BLAKE3', () => toHex(blake3(file.bytes)), 'matches'],
    ['its BLAKE2b', () => toHex(blake2b(file.bytes)), 'matches'],
    ['its SHA3-256', () => toHex(sha3_256(file.bytes)), 'matches'],
    ['a BSD-style line', () => `SHA256 (${file.name}) = ${file.hash('sha256')}`, 'matches'],
    ['a list of this name alone', () => list([file, file.hash('sha512')]), 'matches'],
    [
      'two digests for one name',
      () => list([file, file.hash('sha256')], [file, wrongSha256]),
      'could-not-check',
    ],
    ['its MD5', () => file.hash('md5'), 'weak'],
    ['its SHA-1', () => file.hash('sha1'), 'weak'],
    ['another SHA-256', () => wrongSha256, 'differs'],
    ['a prefix of its SHA-256', () => file.hash('sha256').slice(0, 63), 'could-not-check'],
  ])(
    'a file and %s',
    async (_, text, verdict) => {
      await check(text(), [file]);
      await page.waitFor('verdict', 'data-verdict', verdict);
      expect(await results()).toEqual({ [file.name]: verdict });
    },
    e2eTimeoutMs,
  );

  it(
    'several files and a list: matches, differs, missing, not in the list',
    async () => {
      const { folder } = world;
      const good = await folder.file('good.iso', 100_003);
      const bad = await folder.file('bad.iso', 100_003);
      const absent = await folder.file('absent.iso', 10);
      const other = await folder.file('other.iso', 10);
      const lines = [
        [good, good.hash('sha256')],
        [bad, wrongSha256],
        [absent, absent.hash('sha256')],
      ] as const;
      await check(list(...lines), [good, bad, other]);
      await page.waitFor('check-row', 'data-result', 'not-in-list');
      await page.waitFor('check-row', 'data-result', 'differs');
      await page.waitFor('check-row', 'data-result', 'matches');
      expect(await results()).toEqual({
        'good.iso': 'matches',
        'bad.iso': 'differs',
        'absent.iso': 'missing',
        'other.iso': 'not-in-list',
      });
    },
    e2eTimeoutMs,
  );

  it(
    'a clearsigned list and its key, and then one that was changed',
    async () => {
      const signer = openPgpSigner('Release Team <release@example.org>');
      try {
        const keyPath = join(world.folder.path, 'release-team.asc');
        await writeFile(keyPath, signer.publicKey);
        const signed = signer.clearsign(list([file, file.hash('sha256')]));
        await check(signed, [file]);
        await page.chooseFiles('evidence-input', [keyPath]);
        await page.waitFor('verdict', 'data-verdict', 'matches');
        expect((await page.read('verdict'))?.attributes['data-source']).toBe('signed-list');

        await page.paste('checksum-input', signed.replace(file.hash('sha256'), wrongSha256));
        await page.waitFor('verdict', 'data-verdict', 'could-not-check');
      } finally {
        signer.close();
      }
    },
    e2eTimeoutMs,
  );
});
