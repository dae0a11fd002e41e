import { runAuthorization } from './authorization.js';
import { serveFixtures } from './serve.js';
import { runSuite, type SuiteResult } from './suite.js';
import { table } from './table.js';

/**
 * `npm run conformance`: the official suite against the fixtures, what either revision requires, with the native path
 * and without it; and its scenarios for authorization servers against the marketplace's. Exit 1 when a scored scenario fails;
 * nothing is expected to. The suite's other scenarios of authorization (`auth/…`) are for clients, with servers of its own: there
 * is nothing of a server's in them to run.
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
const authorization = await runAuthorization();
console.log(table(all));
console.log(`\n${table([authorization])}`);
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exitCode = [...all, authorization].every(({ passed }) => passed) ? 0 : 1;
