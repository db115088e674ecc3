import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The packages are tested as they are built, so that worker threads and child processes are the real files.
    include: ['**/*.test.js', 'packages/studio/src/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.cache/**'],
    globalSetup: 'scripts/test-directory.mjs',
    pool: 'forks',
    // What is tested is loaded by Node itself, and only the tests by vitest.
    server: { deps: { external: [/\/dist\/(?!.*\.test\.js$)/] } },
    // Much of the time is waiting for clocks and disks.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Long enough for a page on a machine that is busy; what holds sooner is seen sooner.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
