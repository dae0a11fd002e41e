import { readFileSync } from 'node:fs';
import { program as generated } from '../../generated/program.js';
import { gates } from '../../runtime/call/gates.js';
import { checksOf } from '../../runtime/testing/checks.js';
import { serverChecks } from '../../runtime/testing/server-checks.js';
import type { Example, Program } from '../../runtime/tool.js';
import { openMarketplace } from '../contract/marketplace.js';
import { allMutants } from './all-mutants.js';
import type { Stage } from './judge.js';
import type { Mutant } from './mutant.js';
import type { Proof } from './order-checks.js';

const program: Program = generated;
const folder = new URL('../../generated/', import.meta.url);

/** Every change of the marketplace that its proofs have to notice, the same in every process. */
export const mutants: readonly Mutant[] = allMutants(program, gates);

/** The proofs of the whole spec: those that vitest runs. */
export async function marketplaceProofs(): Promise<readonly Proof[]> {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const papers = { server: program.server, accessLock: read('access.lock'), surfaceLock: read('surface.lock') };
  const proofs = await Promise.all(
    program.tools.map(async (tool) => {
      const file = new URL(`tools/${tool.module}/${tool.domain}/${tool.name}.js`, folder);
      const { examples } = (await import(file.href)) as { examples: readonly Example[] };
      return checksOf(tool, examples, papers).map((check): Proof => ({ tool: tool.name, check }));
    }),
  );
  return [...proofs.flat(), ...serverChecks(program.server).map((check): Proof => ({ tool: null, check }))];
}

/** The marketplace, to be served in one changed form after the other. */
export async function marketplaceStage(): Promise<Stage & { close(): Promise<void> }> {
  const marketplace = await openMarketplace();
  return { server: program.server, serve: marketplace.serve, close: marketplace.close };
}
