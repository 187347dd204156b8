import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/problem';
import type { BroughtDocument, Evidence } from '../../../src/check/evidence';
import type { Appraisal } from '../../../src/check/signatures/appraisal';
import { attachSignatures } from '../../../src/check/signatures/attach-signatures';
import { plainList } from '../../../src/check/signatures/held-list';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped, pasted } from './documents';
import { MinisignKeyPair } from './minisign-key';

const MiB = 1024 * 1024;
const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const key = new MinisignKeyPair();
const list = `${hex('a')}  a.iso\n${hex('b')}  b.iso\n`;
const changed = list.replace('a.iso', 'A.iso');

const read = (...documents: BroughtDocument[]) => readEvidence(documents, [key.remembered], 0);
const sources = ({ lists }: Evidence) =>
  lists.map(({ source, problem }) => problem?.code ?? source);
const codes = ({ questions }: Evidence) => questions.map(({ problem }) => problem.code);
/** A document of its own, though another one has the name. */
const from = (folder: string, document: BroughtDocument) => ({ ...document, id: folder });

describe('a signature by whose name there are several lists', () => {
  const one = `${hex('1')}  one.iso\n`;
  const two = `${hex('2')}  two.iso\n`;
  const pairs = [
    from('1', dropped('SHA256SUMS', one)),
    from('2', dropped('SHA256SUMS', two)),
    from('3', dropped('SHA256SUMS.minisig', key.sign(one))),
    from('4', dropped('SHA256SUMS.minisig', key.sign(two))),
  ];

  it('is over the one that it fits, in any order', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const documents = [...pairs.slice(shift), ...pairs.slice(0, shift)];
      for (const order of [documents, documents.toReversed()]) {
        const evidence = await read(...order);
        expect(sources(evidence)).toEqual(['signed-list', 'signed-list']);
        expect(codes(evidence)).toEqual([]);
      }
    }
  });

  it('breaks one of them when it fits none', async () => {
    const other = from('4', dropped('SHA256SUMS.minisig', key.sign('x')));
    const evidence = await read(...pairs.slice(0, 3), other);
    expect(sources(evidence)).toContain('check/bad-signature');
    expect(evidence.signatures).toEqual([]);
  });
});

describe('a signature without a name', () => {
  it.each<[string, string]>([
    ['small', list],
    ['empty but for one line', list.slice(0, list.indexOf('\n') + 1)],
    ['of 6 MiB', `# ${'x'.repeat(6 * MiB)}\n${list}`],
  ])('is found to be over a dropped list: %s', async (_what, content) => {
    const evidence = await read(dropped('sums', content), pasted(key.sign(content)));
    expect(sources(evidence)).toEqual(['signed-list']);
    expect(evidence.signatures).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['as it is', (text) => text],
    ['without its last line end', (text) => text.trimEnd()],
    ['with blank lines behind it', (text) => `${text}\n\n`],
    ['with other line ends', (text) => text.replaceAll('\r\n', '\n')],
    [
      'with other line ends, and none at its end',
      (text) => text.replaceAll('\r\n', '\n').trimEnd(),
    ],
  ])('is over a list with Windows line ends that was pasted %s', async (_how, paste) => {
    const windows = list.replaceAll('\n', '\r\n');
    for (const algorithm of ['Ed', 'ED'] as const) {
      const signature = key.sign(windows, { algorithm });
      for (const documents of [
        [pasted(paste(windows)), dropped('x', signature)],
        [pasted(`${paste(windows)}\n${signature}`)],
      ])
        expect(sources(await read(...documents))).toEqual(['signed-list']);
    }
  });

  it.each<[string, BroughtDocument[], boolean | undefined]>([
    ['there is a list', [dropped('sums', changed), pasted(key.sign(list))], true],
    ['there are digits', [dropped('sums', hex('a')), pasted(key.sign(list))], true],
    ['both have other names', [dropped('sums', changed), dropped('x', key.sign(list))], true],
    ['there is no list', [pasted(key.sign(list))], false],
    [
      'the list has its own signature inside',
      [
        dropped('SHA256.sig', key.sign(list, { algorithm: 'Ed', comment: null }) + list),
        pasted(key.sign(list)),
      ],
      false,
    ],
    ['it has a name', [dropped('sums', changed), dropped('a.iso.minisig', key.sign(list))], false],
    [
      'its comment has a name',
      [dropped('sums', changed), pasted(key.sign(list, { comment: 'file:a.iso' }))],
      false,
    ],
  ])('that fits no list may be over one, or over the file: %s', async (_what, documents, may) => {
    const evidence = await read(...documents);
    expect(codes(evidence)).toEqual([]);
    expect(evidence.signatures.map(({ mayBeOverList }) => mayBeOverList)).toEqual([may]);
  });

  it.each([
    [1_000_000, 'check/bad-signature'],
    [100_000, 'check/list-missing'],
    [0, 'check/list-missing'],
  ])('asks for its list when there is too much to try (%i bytes)', async (maxBytes, code) => {
    const tried: string[] = [];
    const appraisal: Appraisal = {
      scheme: 'minisign',
      madeAt: undefined,
      comment: undefined,
      fileName: undefined,
      issuer: '',
      signer: undefined,
      flaw: undefined,
      confirms: (message) => {
        tried.push(new TextDecoder().decode(message.subarray(0, 8)));
        return Promise.resolve(false);
      },
      overFile: new Problem('check/bad-signature'),
    };
    const held = [`small   ${'x'.repeat(9)}`, `large   ${'x'.repeat(99_999)}`].map((text) =>
      plainList(dropped('sums', text), new TextEncoder().encode(text), true),
    );
    const group = { documentId: '', name: undefined, appraisals: [appraisal], inside: undefined };
    const [attached] = await attachSignatures([group], held.toReversed(), maxBytes);
    expect(attached?.outcomes.map(({ flaw }) => flaw?.problem.code)).toEqual([code]);
    expect(tried).toEqual(['small   ', 'large   '].slice(0, maxBytes / 100_000));
  });
});
