import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BackedList, BroughtDocument } from '../../../src/check/evidence';
import { digestBytes } from '../../../src/check/signatures/digest-bytes';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped, pasted } from './documents';
import { MinisignKeyPair } from './minisign-key';

const hex = (text: string, algorithm = 'sha256') =>
  createHash(algorithm).update(text).digest('hex');
const zeros = '0'.repeat(64);
const inner = `${zeros}  a.iso\n${zeros}  früh.iso\n`;

async function read(...documents: BroughtDocument[]): Promise<readonly BackedList[]> {
  return (await readEvidence(documents, [], 0)).lists;
}

const shape = ({ chain }: BackedList) =>
  chain.map((link) => (link.broken ? `${link.kind} ${link.broken}` : link.kind)).join(', ');

describe('a list that another list names', () => {
  it.each<[string, string, string, string | undefined]>([
    ['by its digest', `${hex(inner)}  dist/inner`, 'list, digest, list', undefined],
    [
      'by one of several digests',
      `${zeros}  a/inner\n${hex(inner)}  b/inner`,
      'list, digest, list',
      undefined,
    ],
    ['by SHA-512', `${hex(inner, 'sha512')}  inner`, 'list, digest, list', undefined],
    [
      'by another digest',
      `${zeros}  inner`,
      'list, digest check/list-differs, list',
      'check/list-differs',
    ],
    [
      'by MD5 alone',
      `${hex(inner, 'md5')}  inner`,
      'list, digest check/weak-signature, list',
      'check/weak-signature',
    ],
    [
      'by the right MD5 and another SHA-256',
      `${hex(inner, 'md5')}  inner\n${zeros}  inner`,
      'list, digest check/list-differs, list',
      'check/list-differs',
    ],
    ['not at all', `${hex(inner)}  other`, 'list', undefined],
    ['by a longer name', `${hex(inner)}  not-inner`, 'list', undefined],
  ])('%s', async (_how, outer, chain, code) => {
    for (const order of [0, 1]) {
      const documents = [dropped('inner', inner), dropped('outer', `${outer}\n`)];
      const lists = await read(...(order === 0 ? documents : documents.toReversed()));
      const list = lists[order];
      if (!list) throw new Error('no list');
      expect(shape(list)).toBe(chain);
      expect(list.problem?.code).toBe(code);
      expect(list.source).toBe('list');
    }
  });

  it('has both digests in its chain', async () => {
    const [list] = await read(dropped('inner', inner), dropped('outer', `${zeros}  inner\n`));
    expect(list?.chain).toEqual([
      { kind: 'list', title: 'inner', lineCount: 2 },
      {
        kind: 'digest',
        algorithm: 'sha256',
        hex: zeros,
        actualHex: hex(inner),
        broken: 'check/list-differs',
      },
      { kind: 'list', title: 'outer', lineCount: 1 },
    ]);
  });

  it('ends in a ring of lists that name each other', async () => {
    const lists = await read(
      dropped('a', `${zeros}  b\n`),
      dropped('b', `${zeros}  c\n`),
      dropped('c', `${zeros}  a\n${zeros}  c\n`),
    );
    expect(lists.map(({ problem }) => problem?.code)).toEqual(
      Array.from({ length: 3 }, () => 'check/list-differs'),
    );
  });

  it('is none when it is pasted, or names itself', async () => {
    const own = `${zeros}  SHA256SUMS\n${zeros}  a\n`;
    const lists = await read(dropped('SHA256SUMS', own), pasted(inner));
    expect(lists.map(shape)).toEqual(['list', 'list']);
    expect(lists.map(({ problem }) => problem)).toEqual([undefined, undefined]);
  });
});

describe('digits of an unnamed kind that name a list', () => {
  const kinds = ['sha256', 'blake3', 'sha3-256', 'sha512', 'blake2b-512', 'sha3-512'] as const;
  it.each(kinds)('are tried as %s', async (algorithm) => {
    const digits = await digestBytes(algorithm, [new TextEncoder().encode(inner)]);
    const documents = [dropped('inner', inner), dropped('outer', `${digits}  inner\n`)];
    const [list] = await read(...documents);
    expect(list?.problem).toBeUndefined();
    expect(list?.chain[1]).toMatchObject({ algorithm, hex: digits, actualHex: digits });
  });

  it('differ when they are none of all kinds', async () => {
    const [list] = await read(dropped('inner', inner), dropped('outer', `${zeros}  inner\n`));
    expect(list?.chain[1]).toMatchObject({ algorithm: 'sha256', actualHex: hex(inner) });
    expect(list?.problem?.code).toBe('check/list-differs');
  });
});

describe('a list that a signed list says is another one', () => {
  const ours = new MinisignKeyPair();
  const theirs = new MinisignKeyPair();
  const forged = `${zeros}  a.iso\n`;
  const genuine = `${hex('a')}  a.iso\n`;
  const outer = `${hex(genuine)}  dist/SHA256SUMS\n`;
  const signedOuter = [
    dropped('CHECKSUMS', outer),
    dropped('CHECKSUMS.minisig', ours.sign(outer)),
  ] as const;
  const list = dropped('SHA256SUMS', forged);
  const note = dropped('notes', `${hex(forged)}  SHA256SUMS\n`);
  const middle = `${hex(genuine)}  SHA256SUMS\n`;
  const outermost = `${hex(middle)}  middle\n`;

  it.each<[string, readonly BroughtDocument[]]>([
    ['alone', [list, ...signedOuter]],
    ['though a note names it rightly', [list, note, ...signedOuter]],
    [
      'though another key signed it',
      [list, dropped('SHA256SUMS.minisig', theirs.sign(forged)), ...signedOuter],
    ],
    [
      'though the same key signed it',
      [list, dropped('SHA256SUMS.minisig', ours.sign(forged)), ...signedOuter],
    ],
    [
      'though another key signed a list that names it rightly',
      [list, note, dropped('notes.minisig', theirs.sign(note.bytes)), ...signedOuter],
    ],
    [
      'though another key signed it and a note names it',
      [list, note, dropped('SHA256SUMS.minisig', theirs.sign(forged)), ...signedOuter],
    ],
    [
      'through a list that it names',
      [
        list,
        note,
        dropped('middle', middle),
        dropped('outermost', outermost),
        dropped('outermost.minisig', ours.sign(outermost)),
      ],
    ],
    [
      'by digits of an unnamed kind',
      [
        list,
        note,
        dropped('B', `${'1'.repeat(128)}  SHA256SUMS\n`),
        dropped('B.minisig', ours.sign(`${'1'.repeat(128)}  SHA256SUMS\n`)),
      ],
    ],
  ])('is broken: %s', async (_how, documents) => {
    for (const order of [documents, documents.toReversed()]) {
      const keys = [ours.remembered, theirs.remembered];
      const { lists } = await readEvidence(order, keys, 0);
      const broken = lists.filter(({ problem }) => problem);
      expect(broken).toMatchObject([
        { source: 'list', problem: { code: 'check/list-differs' }, entries: [{ name: 'a.iso' }] },
      ]);
      expect(broken.map(shape)[0]).toMatch(/^list, digest check\/list-differs, list, /);
      expect(broken[0]?.chain.at(-1)).toMatchObject({ kind: 'key', trust: { kind: 'remembered' } });
    }
  });

  it('stands when the signed list has its digest under one of several folders', async () => {
    const both = `${zeros}  a/SHA256SUMS\n${hex(forged)}  b/SHA256SUMS\n`;
    const documents = [list, dropped('C', both), dropped('C.minisig', ours.sign(both))];
    const { lists } = await readEvidence(documents, [ours.remembered], 0);
    expect(lists.map(({ source, problem }) => [source, problem])).toEqual([
      ['signed-list', undefined],
      ['signed-list', undefined],
    ]);
  });

  it('is not denied by a list whose signature is broken or by an unknown key', async () => {
    for (const signature of [ours.sign('other'), new MinisignKeyPair().sign(outer)]) {
      const documents = [list, note, dropped('CHECKSUMS', outer)];
      const all = [...documents, dropped('CHECKSUMS.minisig', signature)];
      const { lists } = await readEvidence(all, [ours.remembered], 0);
      expect(lists[0]?.problem).toBeUndefined();
      expect(lists[0]?.source).toBe('list');
    }
  });

  it('is as it was when it denies the other in turn', async () => {
    const one = `${zeros}  two\n`;
    const two = `${zeros}  one\n`;
    const documents = [dropped('one', one), dropped('one.minisig', ours.sign(one))];
    const others = [dropped('two', two), dropped('two.minisig', theirs.sign(two))];
    const keys = [ours.remembered, theirs.remembered];
    const { lists } = await readEvidence([...documents, ...others], keys, 0);
    expect(lists.map(({ problem }) => problem?.code)).toEqual([
      'check/list-differs',
      'check/list-differs',
    ]);
  });
});

describe('a list without anything behind it', () => {
  it.each<[string, BroughtDocument, string, string, string]>([
    ['digits alone', pasted(zeros), 'pasted', '', 'A SHA-256, on its own.'],
    ['one pasted line', pasted(`${zeros}  a`), 'pasted', 'list', 'SHA-256, a list of one line.'],
    ['pasted lines', pasted(inner), 'list', 'list', 'SHA-256, a list of 2 lines.'],
    ['a file', dropped('a.sha256', zeros), 'list', '', 'A SHA-256, on its own.'],
    [
      'a file in UTF-16',
      dropped('a.txt', Buffer.from(`\uFEFF${inner}`, 'utf16le')),
      'list',
      'list',
      'SHA-256, a list of 2 lines.',
    ],
    [
      'a file with a byte order mark',
      dropped('a.txt', `\uFEFF${inner}`),
      'list',
      'list',
      'SHA-256, a list of 2 lines.',
    ],
  ])('%s', async (_what, document, source, chain, summary) => {
    const { lists, items, questions } = await readEvidence([document], [], 0);
    expect(questions).toEqual([]);
    expect(lists).toMatchObject([{ source, problem: undefined }]);
    expect(lists.map(shape)).toEqual([chain]);
    expect(items.map((item) => item.summary)).toEqual([summary]);
  });

  it('that can’t be read is a question', async () => {
    const { lists, items, questions } = await readEvidence([pasted('hello world')], [], 0);
    expect(lists).toEqual([]);
    expect(items).toMatchObject([{ kind: 'unusable', documentId: 'pasted' }]);
    expect(questions.map(({ problem }) => problem.code)).toEqual(['check/not-a-checksum']);
  });
});
