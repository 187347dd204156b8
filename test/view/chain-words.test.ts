import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../src/base/problem';
import type { Verdict } from '../../src/check/verdict';
import type { ChainLink } from '../../src/release/chain';
import type { Expectation } from '../../src/release/expectation';
import { chainOf } from '../../src/view/chain-words';
import {
  brought,
  digestExpectation,
  hex64,
  keyLink,
  listLink,
  remembered,
  signatureExpectation,
  signatureLink,
} from './expectations';

const digests = { sha256: hex64 };
const actual = { algorithm: 'sha256', hex: hex64 } as const;
const signed = [listLink, signatureLink, keyLink(brought)];
const listDigest: ChainLink = {
  kind: 'digest',
  algorithm: 'sha256',
  hex: hex64,
  actualHex: hex64,
};
const debian = [listLink, listDigest, listLink, signatureLink, keyLink(remembered)];

function matches(by: Expectation): Verdict {
  return { kind: 'matches', by };
}

function withChain(chain: readonly ChainLink[]): Expectation {
  return digestExpectation('signed-list', 'sha256', { chain });
}

function broken(link: ChainLink, code: ProblemCode): ChainLink {
  return { ...link, broken: code };
}

function unusable(code: ProblemCode, ...chain: ChainLink[]): Verdict {
  return { kind: 'could-not-check', problem: new Problem(code), chain };
}

/** "kind:state" of each link. */
function outline(verdict: Verdict, size: number | undefined = 5): string {
  const steps = chainOf(verdict, digests, size)?.steps ?? [];
  return steps.map(({ kind, state }) => `${kind}:${state}`).join(' ');
}

describe('chainOf', () => {
  it.each([
    ['the link', matches(digestExpectation('link')), 'bytes:holds digest:holds origin:open'],
    ['pasted', matches(digestExpectation('pasted')), 'bytes:holds digest:holds origin:open'],
    ['the site', matches(digestExpectation('site')), 'bytes:holds digest:holds origin:open'],
    [
      'a list',
      matches(digestExpectation('list', 'sha256', { chain: [listLink] })),
      'bytes:holds digest:holds list:holds origin:open',
    ],
    [
      'a weak digest',
      { kind: 'weak', by: digestExpectation('list', 'md5', { chain: [listLink] }) },
      'bytes:holds digest:weak list:holds origin:open',
    ],
    [
      'a list signed with a key brought now',
      matches(withChain(signed)),
      'bytes:holds digest:holds list:holds signature:holds key:holds trust:open',
    ],
    [
      'a list named by a list signed with a remembered key',
      matches(withChain(debian)),
      'bytes:holds digest:holds list:holds digest:holds list:holds signature:holds key:holds trust:holds',
    ],
    [
      'a list named by its MD5',
      matches(
        withChain([listLink, { ...listDigest, algorithm: 'md5' }, signatureLink, keyLink(brought)]),
      ),
      'bytes:holds digest:holds list:holds digest:weak signature:holds key:holds trust:open',
    ],
    [
      'a signature over the file',
      matches(signatureExpectation([signatureLink, keyLink(remembered)])),
      'bytes:holds signature:holds key:holds trust:holds',
    ],
    [
      'a signature that does not fit the file',
      {
        kind: 'differs',
        expected: signatureExpectation([signatureLink, keyLink(remembered)]),
        actual,
      },
      'bytes:holds signature:broken key:holds trust:holds',
    ],
    [
      'another digest',
      { kind: 'differs', expected: withChain(signed), actual },
      'bytes:holds digest:broken list:holds signature:holds key:holds trust:open',
    ],
    [
      'another size',
      { kind: 'differs', expected: digestExpectation('list', 'sha256', { size: 4 }), actual },
      'bytes:broken digest:holds origin:open',
    ],
    [
      'a signature that does not fit its list',
      unusable(
        'check/bad-signature',
        listLink,
        broken(signatureLink, 'check/bad-signature'),
        keyLink(brought),
      ),
      'bytes:open list:open signature:broken key:holds trust:open',
    ],
    [
      'an unknown key',
      unusable(
        'check/unknown-key',
        listLink,
        signatureLink,
        broken(keyLink(undefined), 'check/unknown-key'),
      ),
      'bytes:open list:open signature:open key:broken',
    ],
    [
      'a list that is not the signed one',
      unusable(
        'check/list-differs',
        listLink,
        broken(listDigest, 'check/list-differs'),
        listLink,
        signatureLink,
        keyLink(remembered),
      ),
      'bytes:open list:open digest:broken list:holds signature:holds key:holds trust:holds',
    ],
    ['no chain at all', unusable('check/empty'), ''],
    ['nothing', { kind: 'nothing-to-check' }, ''],
  ] satisfies [string, Verdict, string][])('%s', (_, verdict, expected) => {
    expect(outline(verdict)).toBe(expected);
  });

  it.each([
    ['link', matches(digestExpectation('link')), /who made the link/],
    ['pasted', matches(digestExpectation('pasted')), /page from which you copied it/],
    ['list', matches(digestExpectation('list')), /page from which you have it/],
    ['MD5', { kind: 'weak', by: digestExpectation('pasted', 'md5') }, /the checksum\. .*2004/],
    ['SHA-1', { kind: 'weak', by: digestExpectation('pasted', 'sha1') }, /the checksum\. .*2017/],
    ['a key brought now', matches(withChain(signed)), /how the key came here\. You brought/],
    ['a remembered key', matches(withChain(debian)), /Every link holds/],
    [
      'a broken signature',
      unusable('check/bad-signature', listLink, broken(signatureLink, 'check/bad-signature')),
      /^The chain is broken at the signature\./,
    ],
    [
      'broken before weak',
      { kind: 'differs', expected: digestExpectation('pasted', 'md5'), actual },
      /^The chain is broken at the checksum\. The MD5 of these bytes/,
    ],
    [
      'another size',
      { kind: 'differs', expected: digestExpectation('list', 'sha256', { size: 4 }), actual },
      /^The chain is broken at the file itself\. .*another size/,
    ],
  ] satisfies [string, Verdict, RegExp][])('names the weakest link: %s', (_, verdict, words) => {
    expect(chainOf(verdict, digests, 5)?.weakest).toMatch(words);
  });

  it('calls no signature valid whose key is not here', () => {
    const unknown = broken(keyLink(undefined), 'check/unknown-key');
    const verdict = unusable('check/unknown-key', listLink, signatureLink, unknown);
    const said = chainOf(verdict, digests, 5)
      ?.steps.map(({ text }) => text)
      .join(' ');
    expect(said).not.toMatch(/valid/);
  });

  it('shows the whole of a minisign key, or of an unknown one what the signature says', () => {
    const key = { kind: 'key', scheme: 'minisign', owner: '', trust: brought } as const;
    const known = { ...key, fingerprint: 'RWQ=' };
    const steps = chainOf(matches(withChain([listLink, signatureLink, known])), digests, 5)?.steps;
    expect(steps?.at(-2)).toMatchObject({ digits: 'RWQ=' });
    expect(steps?.at(-2)?.text).toBe('It has no name in it. The whole key:');
    expect(steps?.at(-1)?.text).toMatch(/compare its whole text/);
    const unknown = { ...key, fingerprint: 'ABCD', trust: undefined };
    const signature = broken(signatureLink, 'check/bad-signature');
    const verdict = unusable('check/bad-signature', listLink, signature, unknown);
    expect(chainOf(verdict, digests, 5)?.steps.at(-1)).toMatchObject({
      text: 'It is not here. The signature says which:',
      digits: 'ABCD',
    });
  });

  it('quotes and shortens what strangers wrote', () => {
    const hostile = `“\u202E${'x'.repeat(5000)}`;
    const chain = [
      { ...listLink, title: hostile },
      { ...signatureLink, comment: hostile, madeAt: 8.64e15 + 1 },
      keyLink(brought, hostile),
    ] as const;
    const said = chainOf(matches(withChain(chain)), digests, 0)?.steps.flatMap(
      ({ title, text }) => [title, text],
    );
    expect(said?.join('\n')).not.toMatch(/\u202E|x{101}/);
    expect(said?.join('\n').match(/“x+…”/g)).toHaveLength(3);
    expect(said?.join('\n')).toContain('an unknown day');
  });

  it.each([
    [undefined, 'All of them were read.'],
    [0, 'All of them were read: 0 bytes.'],
    [1, 'All of them were read: 1 byte.'],
    [278_920_704, 'All of them were read: 278,920,704 bytes.'],
  ])('says how many bytes were read: %s', (size, text) => {
    expect(chainOf(matches(digestExpectation('link')), digests, size)?.steps[0]?.text).toBe(text);
  });

  it('never says safe or trusted', () => {
    const all = [withChain(signed), withChain(debian), digestExpectation('link')].flatMap((by) =>
      (chainOf(matches(by), digests, 1)?.steps ?? []).map(({ title, text }) => title + text),
    );
    expect(all.join(' ')).not.toMatch(/\b(?:safe|trusted)/i);
  });
});
