import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { program as marketplaceProgram } from '../../generated/program.js';
import { gates } from '../../runtime/call/gates.js';
import { checksOf } from '../../runtime/testing/checks.js';
import { serverChecks } from '../../runtime/testing/server-checks.js';
import { promptChecks, resourceChecks } from '../../runtime/testing/subjects/subject-checks.js';
import type { Example, Program, Prompt, Resource, Tool } from '../../runtime/tool.js';
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
  const { resources = [], prompts = [] } = program;
  const of = (folder: string, { module, name }: { module: string; name: string }) =>
    examples.get(`${folder}/${module}/${name}`) ?? [];
  const subjects = [
    ...resources.flatMap((resource) =>
      resourceChecks(resource, of('resources', resource), papers).map(
        (check): Proof => ({ tool: resource.uri, check }),
      ),
    ),
    ...prompts.flatMap((prompt) =>
      promptChecks(prompt, of('prompts', prompt), papers).map(
        (check): Proof => ({ tool: `prompts/${prompt.name}`, check }),
      ),
    ),
  ];
  return [...proofs, ...subjects, ...serverChecks(program.server).map((check): Proof => ({ tool: null, check }))];
}

/** By tool, and by folder, module and name of what is none, as each one's own generated file has them. */
async function examplesOf(generated: URL): Promise<ReadonlyMap<string, readonly Example[]>> {
  const folders = ['tools', 'resources', 'prompts'].filter((folder) => existsSync(new URL(`${folder}/`, generated)));
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, generated), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    ),
  );
  const modules = files.filter((file) => file.endsWith('.ts'));
  return new Map(await Promise.all(modules.map(async (file) => examplesIn(new URL(file, generated), file))));
}

async function examplesIn(file: URL, path: string): Promise<readonly [name: string, readonly Example[]]> {
  const { examples, ...exports } = (await import(file.href)) as { examples: readonly Example[] };
  const declared = Object.values<unknown>(exports).find(
    (each): each is Tool | Resource | Prompt => typeof each === 'object' && each !== null && 'audience' in each,
  );
  if (!declared) throw new Error(`${file.pathname} exports no declaration.`);
  const { name, module } = declared;
  return ['writeMode' in declared ? name : `${path.split('/')[0]}/${module}/${name}`, examples];
}
