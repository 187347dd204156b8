import { describe, expect, it } from 'vitest';
import { readMirrors } from '../../src/publish/read-mirrors';

const rules = { loopbackAllowed: false };

describe('readMirrors', () => {
  it.each([
    ['nothing', '', []],
    ['white space', ' \n\n  \r\n', []],
    ['one', 'https://example.org/f.iso', ['https://example.org/f.iso']],
    [
      'two',
      ' https://a.example/f\r\nhttps://b.example/f ',
      ['https://a.example/f', 'https://b.example/f'],
    ],
    ['the same twice', 'https://a.example/f\nhttps://a.example/f', ['https://a.example/f']],
    [
      'a name that is not ASCII',
      'https://a.example/größe.iso',
      ['https://a.example/gr%C3%B6%C3%9Fe.iso'],
    ],
  ])('takes %s', (_what, text, mirrors) => {
    expect(readMirrors(text, rules)).toEqual({ mirrors, problems: [] });
  });

  it.each([
    'http://example.org/f.iso',
    'javascript:alert(1)',
    'ftp://example.org/f.iso',
    'https://192.168.0.1/f.iso',
    'f.iso',
    `https://example.org/${'x'.repeat(3_000)}`,
  ])('names a line that can’t be used: %s', (line) => {
    const { mirrors, problems } = readMirrors(`https://ok.example/f\n${line}`, rules);
    expect(mirrors).toEqual(['https://ok.example/f']);
    expect(problems.map((problem) => problem.code)).toEqual(['publish/bad-mirror']);
    expect(problems[0]?.detail).toContain(line);
  });
});
