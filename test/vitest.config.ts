import { defineConfig } from 'vitest/config';

/** Where continuous integration wants the counts, as JSON. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions: ['toolwright-source'] },
  ssr: { resolve: { conditions: ['toolwright-source'] } },
  test: {
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        // Files share their modules: loading the whole server again for each would take half of the time.
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/scenarios/**', 'test/contract/**', 'test/language/**', 'test/conformance/**'],
        },
      },
      {
        // One server a worker: its files share their modules, and so the server that setup.ts starts.
        extends: true,
        test: {
          name: 'contract',
          include: ['generated/contract/**/*.test.ts', 'test/contract/**/*.test.ts'],
          setupFiles: ['test/contract/setup.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'language',
          include: ['test/language/**/*.test.ts'],
          setupFiles: ['test/language/setup.ts'],
          isolate: false,
        },
      },
    ],
  },
});
