import { readdirSync, readFileSync } from 'node:fs';
import { program as marketplaceProgram } from '../../generated/program.js';
import { gates } from '../../runtime/call/gates.js';
import { checksOf } from '../../runtime/testing/checks.js';
import { serverChecks } from '../../runtime/testing/server-checks.js';
import type { Example, Program, Tool } from '../../runtime/tool.js';
import { openMarketplace } from '../contract/marketplace.js';
import type { ProvenProgram } from '../contract/proven-program.js';
import { program as languageProgram } from '../language/generated/program.js';
import { openLanguage } from '../language/start.js';
import { allMutants } from './all-mutants.js';
import type { Mutant } from './mutant.js';
import type { Proof } from './order-checks.js';

/** A program whose declarations are changed one at a time, with what serves it and the proofs that vitest runs. */
export interface MutatedProgram {
  readonly program: Program;
  /** The same in every process. */
  readonly mutants: readonly Mutant[];
  readonly proofs: () => Promise<readonly Proof[]>;
  readonly open: () => Promise<ProvenProgram>;
}

/** By name. */
export const programs: ReadonlyMap<string, MutatedProgram> = new Map([
  ['marketplace', mutated(marketplaceProgram, new URL('../../generated/', import.meta.url), openMarketplace)],
  ['language', mutated(languageProgram, new URL('../language/generated/', import.meta.url), openLanguage)],
]);

function mutated(program: Program, generated: URL, open: MutatedProgram['open']): MutatedProgram {
  return { program, mutants: allMutants(program, gates), proofs: () => proofsOf(program, generated), open };
}

async function proofsOf(program: Program, generated: URL): Promise<readonly Proof[]> {
  const read = (name: string) => readFileSync(new URL(name, generated), 'utf8');
  const papers = { server: program.server, accessLock: read('access.lock'), surfaceLock: read('surface.lock') };
  const examples = await examplesOf(generated);
  const proofs = program.tools.flatMap((tool) =>
    checksOf(tool, examples.get(tool.name) ?? [], papers).map((check): Proof => ({ tool: tool.name, check })),
  );
  return [...proofs, ...serverChecks(program.server).map((check): Proof => ({ tool: null, check }))];
}

/** By tool, as each tool's own generated file has them. */
async function examplesOf(generated: URL): Promise<ReadonlyMap<string, readonly Example[]>> {
  const files = readdirSync(new URL('tools/', generated), { recursive: true, encoding: 'utf8' });
  const tools = files.filter((file) => file.endsWith('.ts')).map((file) => `tools/${file}`);
  return new Map(await Promise.all(tools.map(async (file) => examplesIn(new URL(file, generated)))));
}

async function examplesIn(file: URL): Promise<readonly [tool: string, readonly Example[]]> {
  const { examples, ...exports } = (await import(file.href)) as { examples: readonly Example[] };
  const tool = Object.values<unknown>(exports).find(
    (each): each is Tool => typeof each === 'object' && each !== null && 'writeMode' in each,
  );
  if (!tool) throw new Error(`${file.pathname} exports no tool.`);
  return [tool.name, examples];
}
