import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.js';

/** Where continuous integration wants the counts, as JSON. */
const report = process.env.TEST_REPORT;

const others = ['test/scenarios/**', 'test/contract/**', 'test/language/**', 'test/conformance/**'];
const alone = ['test/telemetry/spans.test.ts'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions: ['toolwright-source'] },
  ssr: { resolve: { conditions: ['toolwright-source'] } },
  test: {
    globalSetup: ['test/global-setup.ts'],
    // For what hangs, not for what is slow: a machine may be as busy as it likes.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than can compute: tests also wait, for processes, browsers and databases.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        // Files share their modules: loading the whole server again for each would take half of the time.
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['test/seed.ts'],
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...others, ...alone],
        },
      },
      {
        // What they turn on stays on for the rest of their process.
        extends: true,
        test: { name: 'alone', include: alone },
      },
      {
        // One server a worker: its files share their modules, and so the server that setup.ts starts.
        extends: true,
        test: {
          name: 'contract',
          include: ['generated/contract/**/*.test.ts', 'test/contract/**/*.test.ts'],
          setupFiles: ['test/seed.ts', 'test/contract/setup.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'language',
          include: ['test/language/**/*.test.ts'],
          setupFiles: ['test/seed.ts', 'test/language/setup.ts'],
          isolate: false,
        },
      },
    ],
  },
});
