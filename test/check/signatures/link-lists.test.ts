import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BackedList, BroughtDocument } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped, pasted } from './documents';

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
