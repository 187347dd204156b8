import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BroughtDocument, Evidence, KnownKey } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { verifyFileSignature } from '../../../src/check/signatures/verify-file-signature';
import type { FileSignature } from '../../../src/release/chain';
import { dropped, pasted } from './documents';

const folder = mkdtempSync(join(tmpdir(), 'samesum-minisign-'));
const path = (name: string) => join(folder, name);
const read = (documents: readonly BroughtDocument[], keys: readonly KnownKey[] = []) =>
  readEvidence(documents, keys, Date.now());
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const list = `${sha256('a')}  a.iso\n${sha256('b')}  früh.iso\n`;
const file = new Uint8Array(randomBytes(70_001));

let key = '';
let otherKey = '';
let signifyKey = '';

beforeAll(() => {
  for (const name of ['one', 'two'])
    execFileSync('minisign', ['-G', '-W', '-p', path(`${name}.pub`), '-s', path(`${name}.key`)]);
  key = readFileSync(path('one.pub'), 'utf8');
  otherKey = readFileSync(path('two.pub'), 'utf8');
  const signify = ['-G', '-n', '-c', 'our release', '-p', path('s.pub'), '-s', path('s.sec')];
  execFileSync('signify-openbsd', signify);
  signifyKey = readFileSync(path('s.pub'), 'utf8');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The text of the signature that `minisign -S` writes. */
function minisign(name: string, content: string | Uint8Array, ...options: string[]): string {
  writeFileSync(path(name), content);
  execFileSync('minisign', ['-S', '-s', path('one.key'), '-m', path(name), ...options]);
  return readFileSync(path(`${name}.minisig`), 'utf8');
}

function signify(name: string, content: string | Uint8Array, ...options: string[]): string {
  writeFileSync(path(name), content);
  const names = ['-s', path('s.sec'), '-m', path(name), '-x', path(`${name}.sig`)];
  execFileSync('signify-openbsd', ['-S', ...options, ...names]);
  return readFileSync(path(`${name}.sig`), 'utf8');
}

function onlySignature(evidence: Evidence): FileSignature {
  expect(evidence.questions).toEqual([]);
  expect(evidence.signatures).toHaveLength(1);
  const [expectation] = evidence.signatures;
  if (!expectation) throw new Error('no signature');
  return expectation.signature;
}

function signedOf({ over }: FileSignature, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (over.kind === 'bytes') return new Uint8Array(bytes);
  expect(over.algorithm).toBe('blake2b-512');
  expect([...over.prefix, ...over.suffix]).toEqual([]);
  return new Uint8Array(createHash('blake2b512').update(bytes).digest());
}

/** The line that minisign prints, and distributors publish: the whole key. */
const codedOf = (text: string) => text.split('\n')[1] ?? '';

const codes = ({ lists, questions }: Evidence) =>
  [...lists, ...questions].flatMap(({ problem }) => problem?.code ?? []);

describe('a signature of minisign over a file', () => {
  it.each<[string, string[], FileSignature['over']['kind']]>([
    ['prehashed', ['-H'], 'digest'],
    ['as the tool does by itself', [], 'digest'],
    ['legacy', ['-l'], 'bytes'],
  ])('is valid for it and for nothing else: %s', async (_what, options, kind) => {
    const evidence = await read([
      dropped('file.bin.minisig', minisign('file.bin', file, ...options)),
      pasted(key),
    ]);
    const signature = onlySignature(evidence);
    expect(signature.over.kind).toBe(kind);
    expect(evidence.signatures[0]).toMatchObject({ name: 'file.bin', source: 'signature' });
    expect(evidence.signatures[0]?.chain).toMatchObject([
      {
        kind: 'signature',
        scheme: 'minisign',
        comment: expect.stringContaining('file:file.bin') as string,
      },
      { kind: 'key', trust: { kind: 'brought' }, fingerprint: codedOf(key) },
    ]);
    expect(await verifyFileSignature(signature, signedOf(signature, file))).toBe('valid');
    for (const other of [file.slice(1), new Uint8Array(0), file.toReversed()])
      expect(await verifyFileSignature(signature, signedOf(signature, other))).toBe('broken');
  });

  it.each<[string, (text: string) => string]>([
    ['another name in it', (text) => text.replace('file:f.bin', 'file:g.bin')],
    ['another time', (text) => text.replace(/timestamp:1/, 'timestamp:2')],
    ['one more field', (text) => text.replace(/^(trusted comment: .*)$/m, '$1\tmore')],
    ['a damaged second signature', (text) => text.replace(/\S{8}\s*$/, 'AAAAAA==\n')],
    ['none', (text) => text.split('\n').slice(0, 3).join('\n')],
  ])('is broken when its trusted comment has %s', async (_what, change) => {
    const tampered = change(minisign('f.bin', file));
    const evidence = await read([dropped('f.bin.minisig', tampered), pasted(key)]);
    expect(codes(evidence)).toEqual(['check/bad-signature']);
    expect(evidence.signatures).toEqual([]);
  });

  it('takes its comment for what it is: any text', async () => {
    const text = minisign('f.bin', file, '-t', 'Grüße: file: nothing');
    const evidence = await read([pasted(text), dropped('k.pub', key)]);
    onlySignature(evidence);
    expect(evidence.signatures[0]?.name).toBeUndefined();
    expect(evidence.signatures[0]?.chain[0]).toMatchObject({ comment: 'Grüße: file: nothing' });
  });

  it('by another key is not known here', async () => {
    const evidence = await read([pasted(minisign('f.bin', file)), dropped('k.pub', otherKey)]);
    expect(codes(evidence)).toEqual(['check/unknown-key']);
    expect(evidence.keys).toMatchObject([{ signed: false }]);
  });

  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, 90)],
    ['one character less', (text) => text.replace(/^(RU\S{40})\S/m, '$1')],
    ['without its second half', (text) => text.split('\n').slice(0, 2).join('\n')],
    ['its first signature alone', (text) => text.split('\n')[1] ?? ''],
  ])('that is %s can’t be read', async (_what, change) => {
    const evidence = await read([
      dropped('f.minisig', change(minisign('f.bin', file))),
      pasted(key),
    ]);
    expect(codes(evidence)).toEqual(['check/unreadable-signature']);
  });
});

describe('a signature of minisign over a list', () => {
  it.each<[string, (text: string) => BroughtDocument[]]>([
    ['its name', (text) => [dropped('SHA256SUMS', list), dropped('SHA256SUMS.minisig', text)]],
    ['trying', (text) => [dropped('sums', list), pasted(text)]],
    ['standing in the same text', (text) => [pasted(`${list}\n${text}`)]],
  ])('is found by %s', async (_how, documents) => {
    for (const options of [[], ['-l']]) {
      const text = minisign('SHA256SUMS', list, ...options);
      const evidence = await read([...documents(text), dropped('k.pub', key)]);
      expect(codes(evidence)).toEqual([]);
      expect(evidence.lists).toMatchObject([{ source: 'signed-list' }]);
      expect(evidence.lists[0]?.chain.map(({ kind }) => kind)).toEqual([
        'list',
        'signature',
        'key',
      ]);
      expect(evidence.signatures).toEqual([]);
    }
  });

  it('breaks when the list was changed', async () => {
    const text = minisign('SHA256SUMS', list);
    const evidence = await read([
      dropped('SHA256SUMS', list.replace('a.iso', 'b.iso')),
      dropped('SHA256SUMS.minisig', text),
      pasted(key),
    ]);
    expect(codes(evidence)).toEqual(['check/bad-signature']);
    expect(evidence.lists[0]?.source).toBe('list');
  });
});

describe('signify', () => {
  it('signs a file', async () => {
    const evidence = await read([
      dropped('f.sig', signify('f', file)),
      dropped('s.pub', signifyKey),
    ]);
    const signature = onlySignature(evidence);
    expect(await verifyFileSignature(signature, signedOf(signature, file))).toBe('valid');
    expect(await verifyFileSignature(signature, signedOf(signature, file.slice(1)))).toBe('broken');
    expect(evidence.keys).toMatchObject([{ owner: 'our release public key' }]);
  });

  it('signs a list, beside it and around it', async () => {
    const tagged = `SHA256 (a.iso) = ${sha256('a')}\n`;
    const beside = await read([
      dropped('SHA256', tagged),
      dropped('SHA256.sig', signify('SHA256', tagged)),
      pasted(signifyKey),
    ]);
    expect(beside.lists).toMatchObject([{ source: 'signed-list', problem: undefined }]);
    const embedded = signify('SHA256', tagged, '-e');
    for (const document of [
      dropped('SHA256.sig', embedded),
      pasted(embedded),
      pasted(embedded.trimEnd()),
    ]) {
      const evidence = await read([document, dropped('s.pub', signifyKey)]);
      expect(evidence.questions).toEqual([]);
      expect(evidence.lists).toMatchObject([{ source: 'signed-list', problem: undefined }]);
      expect(evidence.lists[0]?.entries).toHaveLength(1);
    }
    const changed = embedded.replace('a.iso', 'b.iso');
    const evidence = await read([pasted(changed), dropped('s.pub', signifyKey)]);
    expect(codes(evidence)).toEqual(['check/bad-signature']);
  });
});

describe('keys of minisign', () => {
  const bare = () => codedOf(key);
  it.each<[string, () => string]>([
    ['with its comment', () => key],
    ['bare', bare],
    ['bare, with spaces around it', () => `  ${bare()} \r\n`],
    ['with words around it', () => `Our key:\n${bare()}\nbye`],
  ])('are read %s', async (_how, text) => {
    const evidence = await read([pasted(text())]);
    expect(evidence.keys).toHaveLength(1);
    expect(evidence.items.filter(({ kind }) => kind === 'key')).toMatchObject([
      { summary: `A minisign key: ${bare()}.` },
    ]);
    expect(evidence.questions).toEqual([]);
  });
});
