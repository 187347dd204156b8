import { describe, expect, it } from 'vitest';
import { problemWords } from '../../src/base/problem-words';

describe.each(Object.entries(problemWords))('%s', (_code, { title, advice }) => {
  it('has a short title without a full stop', () => {
    expect(title).toMatch(/^[A-Z].{8,69}[^.…\s]$/u);
  });

  it('has advice in whole sentences', () => {
    expect(advice).toMatch(/^(?:[A-Z]|https).{10,199}\.$/u);
  });

  it('promises no safety, blames nobody and does not shout', () => {
    expect(`${title} ${advice}`).not.toMatch(
      /\bsafe|invalid|illegal|your fault|you (?:have|did)\b|!/i,
    );
  });
});
