import { describe, test } from 'vitest';
import type { Example, Tool } from '../tool.js';
import type { Check } from './check.js';
import { checksOf } from './checks.js';
import { ProofRun } from './proof-run.js';
import { generatedFile, provided, runningServer } from './provide-server.js';
import { serverChecks } from './server-checks.js';

/**
 * Registers the tests of one declaration: everything it promises, proven against the server that `provideServer` gave.
 * What that server says it cannot show (its audit, its logs) is skipped and reported as skipped.
 */
export function proveTool(tool: Tool, examples: readonly Example[]): void {
  const { server } = provided();
  const checks = checksOf(tool, examples, {
    server,
    accessLock: generatedFile('access.lock'),
    surfaceLock: generatedFile('surface.lock'),
  });
  register(tool.name, checks);
}

/** Registers the tests of what holds for every tool: credentials, envelopes, unknown names, sizes. */
export function proveServer(): void {
  register('the server', serverChecks(provided().server));
}

function register(title: string, checks: readonly Check[]): void {
  let run: ProofRun | null = null;
  describe(title, () => {
    for (const check of checks) {
      test(check.name, async ({ skip }) => {
        run ??= new ProofRun(provided().server, await runningServer());
        const blind = run.blind(check);
        if (blind.length > 0) skip(`This project does not show: ${blind.join(', ')}.`);
        await run.run(check);
      });
    }
  });
}
