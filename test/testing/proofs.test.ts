import { afterAll, beforeAll, describe, test } from 'vitest';
import { checksOf } from '../../runtime/testing/checks.js';
import { ProofRun } from '../../runtime/testing/proof-run.js';
import { serverChecks } from '../../runtime/testing/server-checks.js';
import type { Proof } from '../mutate/order-checks.js';
import { accessLock, surfaceLock } from './fixture/locks.js';
import { examples, program, server } from './fixture/program.js';
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

describe('the proofs of a server that keeps its word', () => {
  test.for(proofs.map(({ tool, check }) => [`${tool ?? 'server'} ${check.name}`, check] as const))(
    '%s',
    async ([, check]) => {
      const run = new ProofRun(server, await stage.serve(stage.original));
      await run.run(check);
    },
  );
});
