import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/check/evidence';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { pasted } from './documents';
import { MinisignKeyPair } from './minisign-key';
import { nistp256Key, nistp256List, rsa3072Key } from './signed-samples';

const hex = createHash('sha256').update('a').digest('hex');
/** When the samples were made. */
const now = 1_795_257_613_000;
const read = (text: string) => readEvidence([pasted(text)], [], now);
const codes = ({ questions }: Evidence) => questions.map(({ problem }) => problem.code);
const summaries = ({ items }: Evidence) => items.map(({ summary }) => summary);
const keys = { OpenPGP: rsa3072Key, minisign: new MinisignKeyPair().text() };

describe('text around a key', () => {
  const broken = [
    [`SHA-256: ${hex.slice(0, 60)}`, 'check/cut-short'],
    [`${hex.slice(0, 60)}  f.iso`, 'check/cut-short'],
    [`${hex}  f.iso\n${hex.slice(1)}  g.iso`, 'check/cut-short'],
    [`\u0430${hex.slice(1)}  f.iso`, 'check/mixed-alphabet'],
    [`Our list:\n${hex}  f.iso`, 'check/not-a-checksum'],
  ] as const;
  it.each(Object.entries(keys).flatMap(([kind, key]) => broken.map((one) => [kind, key, ...one])))(
    'that was meant to be compared is a question (%s)',
    async (_kind, key, text, code) => {
      for (const whole of [`${text}\n\n${key}`, `${key}\n${text}\n`]) {
        const evidence = await read(whole);
        expect(codes(evidence)).toEqual([code]);
        expect(evidence.lists).toEqual([]);
        expect(evidence.keys).toHaveLength(1);
      }
    },
  );

  it.each(Object.entries(keys))(
    'is not used when it is words, and says so: %s',
    async (_k, key) => {
      const evidence = await read(`Our key:\n\n${key}\nUse it.\n`);
      expect(codes(evidence)).toEqual([]);
      expect(summaries(evidence)).toContain('The text around the key is not used.');
    },
  );

  it('says nothing when there is none', async () => {
    expect(summaries(await read(`\n${keys.minisign}\n`))).toHaveLength(1);
  });

  it('is a list when it is one', async () => {
    const { lists, questions } = await read(`${hex}  f.iso\n\n${keys.minisign}`);
    expect(questions).toEqual([]);
    expect(lists.map(({ source }) => source)).toEqual(['pasted']);
  });
});

describe('text outside a signed list', () => {
  it.each<[string, string, string, string[]]>([
    ['a digest above', `SHA-256: ${hex}\n\n`, '', ['signed-list', 'pasted']],
    ['a digest below', '', `${hex}\n`, ['signed-list', 'pasted']],
    ['a line below', '', `${hex}  data.bin\n`, ['signed-list', 'pasted']],
    ['a line each', `${hex}  data.bin\n`, `${hex}  b\n`, ['signed-list', 'list']],
    ['words', 'Hello,\n\n', 'Bye.\n', ['signed-list']],
    ['words and a line', 'Hello,\n\n', `${hex}  data.bin\n`, ['signed-list']],
    ['nothing', '\n', '\n', ['signed-list']],
  ])('%s', async (_what, above, below, sources) => {
    const evidence = await read(`${above}${nistp256List}${below}\n${nistp256Key}`);
    expect(codes(evidence)).toEqual([]);
    expect(evidence.lists.map(({ source }) => source)).toEqual(sources);
    for (const { source, entries } of evidence.lists)
      expect(entries.some(({ digest }) => digest.kind === 'digest' && digest.hex === hex)).toBe(
        source !== 'signed-list',
      );
    const outside = 'The text outside the signed part is not signed. It is not used.';
    const isAside = (above + below).trim() !== '' && sources.length === 1;
    expect(summaries(evidence).includes(outside)).toBe(isAside);
  });
});
