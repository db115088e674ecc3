import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The packages are tested as they are built, so that worker threads and child processes are the real files.
    include: ['**/*.test.js', 'packages/studio/src/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.cache/**'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
