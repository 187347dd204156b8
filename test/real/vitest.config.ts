import { defineConfig } from 'vitest/config';

/** `npm run e2e:real`: large real files, outside `npm test`. */
export default defineConfig({
  test: {
    name: 'real',
    environment: 'node',
    include: ['test/real/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 600_000,
  },
});
