import { serveFixtures } from './serve.js';
import { runSuite, type SuiteResult } from './suite.js';
import { table } from './table.js';

/**
 * `npm run conformance`: the official suite against the fixtures, what either revision requires, with the native path
 * and without it. Exit 1 when a scored scenario fails; nothing is expected to.
 */
const revisions = ['2026-07-28', '2025-11-25'];

interface Run extends SuiteResult {
  readonly nativePath: boolean;
}

async function runs(nativePath: boolean): Promise<readonly Run[]> {
  const server = await serveFixtures(nativePath);
  try {
    const results: Run[] = [];
    for (const revision of revisions) results.push({ ...(await runSuite(server.url, revision)), nativePath });
    return results;
  } finally {
    await server.close();
  }
}

const began = performance.now();
const all = (await Promise.all([runs(true), runs(false)])).flat();
console.log(table(all));
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exitCode = all.every(({ passed }) => passed) ? 0 : 1;
