import { beforeAll, describe, test } from 'vitest';
import type { Example, Prompt, Resource, Tool } from '../tool.js';
import type { Check } from './check.js';
import { checksOf, type Papers } from './checks.js';
import { ProofRun } from './proof-run.js';
import { generatedFile, provided, runningServer } from './provide-server.js';
import { serverChecks } from './server-checks.js';
import { promptChecks, resourceChecks } from './subjects/subject-checks.js';

/** Milliseconds that a server has to start in: its database included, on a machine that does much else. */
const startLimit = 300_000;

/**
 * Registers the tests of one declaration: everything it promises, proven against the server that `provideServer` gave.
 * What that server says it cannot show (its audit, its logs) is skipped and reported as skipped.
 */
export function proveTool(tool: Tool, examples: readonly Example[]): void {
  register(tool.name, checksOf(tool, examples, papers()));
}

/** The same of a resource. */
export function proveResource(resource: Resource, examples: readonly Example[]): void {
  register(resource.uri, resourceChecks(resource, examples, papers()));
}

/** The same of a prompt. */
export function provePrompt(prompt: Prompt, examples: readonly Example[]): void {
  register(`prompts/${prompt.name}`, promptChecks(prompt, examples, papers()));
}

function papers(): Papers {
  const { server } = provided();
  return { server, accessLock: generatedFile('access.lock'), surfaceLock: generatedFile('surface.lock') };
}

/** Registers the tests of what holds for every tool: credentials, envelopes, unknown names, sizes. */
export function proveServer(): void {
  register('the server', serverChecks(provided().server));
}

function register(title: string, checks: readonly Check[]): void {
  describe(title, () => {
    let run: ProofRun;
    // Not in the first test, whose own time is for what it proves.
    beforeAll(async () => {
      run = new ProofRun(provided().server, await runningServer());
    }, startLimit);

    for (const check of checks) {
      test(check.name, async ({ skip }) => {
        const blind = run.blind(check);
        if (blind.length > 0) skip(`This project does not show: ${blind.join(', ')}.`);
        await run.run(check);
      });
    }
  });
}
