import { afterAll, beforeAll, expect, test } from 'vitest';
import { gates } from '../../runtime/call/gates.js';
import { checksOf } from '../../runtime/testing/checks.js';
import { serverChecks } from '../../runtime/testing/server-checks.js';
import { allMutants } from '../mutate/all-mutants.js';
import { excuse } from '../mutate/equivalents.js';
import { judge } from '../mutate/judge.js';
import { unchanged } from '../mutate/mutant.js';
import type { Proof } from '../mutate/order-checks.js';
import { examples } from './fixture/examples.js';
import { accessLock, surfaceLock } from './fixture/locks.js';
import { program, server } from './fixture/program.js';
import { libraryStage } from './fixture/stage.js';

const papers = { server, accessLock, surfaceLock };
const proofs: Proof[] = [
  ...program.tools.flatMap((tool) =>
    checksOf(tool, examples[tool.name] ?? [], papers).map((check) => ({ tool: tool.name, check })),
  ),
  ...serverChecks(server).map((check) => ({ tool: null, check })),
];
let stage: Awaited<ReturnType<typeof libraryStage>>;
beforeAll(async () => {
  stage = await libraryStage();
});
afterAll(() => stage.close());

test('a server that keeps its word passes every proof', async () => {
  expect(await judge(unchanged, proofs, stage)).toEqual({ killedBy: null, why: null, checks: proofs.length });
}, 300_000);

test('a server that breaks its word in one place passes them all only where nobody can see it', async () => {
  const lived = [];
  for (const mutant of allMutants(program, gates)) {
    const { killedBy } = await judge(mutant, proofs, stage);
    if (killedBy === null && excuse(mutant, program) === null) lived.push(mutant.name);
  }
  expect(lived).toEqual([]);
}, 300_000);
