import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

/**
 * The import arrows of src/README.md. A stage folder imports `base/` and `release/` only
 * (`release/` may import `link/`); receive/, publish/ and shelf/ join the stages; views render.
 */
const folders = [
  'base',
  'link',
  'release',
  'swarm',
  'pieces',
  'check',
  'save',
  'receive',
  'publish',
  'shelf',
  'verify',
  'view',
];
const stage = ['base', 'release'];
const mayImport = {
  base: [],
  link: ['base'],
  release: ['base', 'link'],
  swarm: stage,
  pieces: stage,
  check: stage,
  save: ['base'],
  receive: ['base', 'link', 'release', 'swarm', 'pieces', 'check', 'save'],
  publish: ['base', 'link', 'release', 'swarm', 'pieces', 'check', 'save'],
  shelf: ['base', 'link', 'release', 'swarm', 'pieces', 'check', 'save'],
  verify: ['base', 'release', 'pieces', 'check'],
  view: ['base'],
};
/** Folders of which a folder may know the types, but nothing that runs. */
const mayImportTypes = {
  save: ['check'],
  view: ['link', 'release', 'swarm', 'check', 'receive', 'publish', 'shelf', 'verify'],
};
/** Libraries that one folder alone may know. */
const keptIn = {
  swarm: ['webtorrent', 'bittorrent-protocol'],
  pieces: ['idb-keyval'],
  check: ['hash-wasm', '@noble/hashes', '@noble/hashes/*', 'openpgp', 'openpgp/*'],
  view: ['lit', 'lit/*'],
};

const arrows = folders.map((folder) => {
  const allowed = new Set([folder, ...mayImport[folder]]);
  const forbidden = folders.filter((other) => !allowed.has(other));
  const libraries = Object.entries(keptIn).flatMap(([owner, names]) =>
    owner === folder ? [] : names,
  );
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [`../${other}/*`, `../../${other}/*`],
              message: `${folder}/ may not import ${other}/: see src/README.md.`,
              allowTypeImports: (mayImportTypes[folder] ?? []).includes(other),
            })),
            {
              group: libraries,
              message: `${folder}/ may not know this library: see src/README.md.`,
            },
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  lit.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.tools.json', './tsconfig.pure.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...arrows,
  {
    // A HashedFile is the word that its Blob has these digests: only who computed them may give it.
    files: ['src/**/*.ts'],
    ignores: ['src/check/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='HashedFile']",
          message: 'Only check/ makes a HashedFile, of bytes that it hashed.',
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    // Entries and tools talk to a terminal.
    files: ['tools/**', 'test/**', '*.ts'],
    rules: { 'no-console': 'off' },
  },
);
