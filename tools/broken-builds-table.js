// @ts-check

/**
 * @typedef {object} Edit
 * @property {string} file
 * @property {string} find occurs exactly once in the file
 * @property {string} replace
 */

/**
 * @typedef {object} BrokenBuild
 * @property {string} name what the build does wrong
 * @property {readonly Edit[]} edits
 * @property {readonly string[]} tests Vitest's arguments: the tests that must turn red
 */

const tests = [
  '--project=unit',
  '--project=e2e',
  'test/check/decide-verdict.test.ts',
  'test/check/match-evidence.test.ts',
  'test/e2e/tails-matrix.test.ts',
];

/** @type {readonly BrokenBuild[]} */
export const brokenBuilds = [
  {
    name: 'skips the last hash',
    edits: [
      {
        file: 'src/check/decide-verdict.ts',
        find: 'return [...needed].filter((algorithm) => digests[algorithm] === undefined);',
        replace:
          'return [...needed].filter((algorithm) => digests[algorithm] === undefined).slice(0, -1);',
      },
      {
        file: 'src/check/decide-verdict.ts',
        find: 'return missing\n',
        replace: "if (missing) return { kind: 'fits', by: expectation };\n  return missing\n",
      },
    ],
    tests,
  },
  {
    name: 'accepts any line of a list',
    edits: [
      {
        file: 'src/check/match-evidence.ts',
        find: 'if (names.length === 0) return matched;\n',
        replace: `if (names.length === 0) return matched;
  const digest = { algorithm: 'sha256', hex: digests.sha256 ?? '' } as const;
  const line = { kind: 'digest', digest, orElse: [], source: 'list', chain: [] } as const;
  return {
    ...matched,
    question: undefined,
    expectations: [{ ...line, name: names[0], size: undefined }],
  };
`,
      },
    ],
    tests,
  },
  {
    name: 'ignores the size',
    edits: [
      {
        file: 'src/check/decide-verdict.ts',
        find: 'if (expectation.size !== undefined && expectation.size !== facts.size)',
        replace: 'if (expectation.size === -1)',
      },
    ],
    tests,
  },
];
