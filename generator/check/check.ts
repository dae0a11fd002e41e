import { compareText, type Log } from '../diagnostic/diagnostic.js';
import type { Place, Program, Prompt, Resource } from '../model.js';
import { parametersOf } from '../program/completions.js';
import { lookup } from '../program/lookup.js';
import type { Declaration, DeclarationOf } from '../read/declaration.js';
import { checkBudget } from './check-budget.js';
import { checkClaims } from './check-claims.js';
import { checkExamples } from './check-examples.js';
import { checkGraph } from './check-graph.js';
import { type CheckedTool, checkAddedNames, checkFeedPaths, type Whole } from './check-links.js';
import { checkModules, privilegesOf } from './check-module.js';
import { checkEmbedded, checkPrompt } from './check-prompt.js';
import { checkResource } from './check-resource.js';
import type { Scope } from './check-scope.js';
import { checkServer, packagePrefixes, serverErrors, serverTables } from './check-server.js';
import { checkPrincipals, checkPrivateReference, checkProfiles, checkRoles } from './check-standing.js';
import { checkHasExample, checkSubjectExamples } from './check-subject-examples.js';
import { checkTool } from './check-tool.js';
import { checkTypes, type TypeChecker, typesOf } from './check-types.js';
import { formOf } from './check-uri.js';

/** Declarations to the Program. It is whole only if nothing was reported that is an error. */
export function check(declarations: readonly Declaration[], server: DeclarationOf<'server'>, log: Log): Program {
  const scope = scopeOf(declarations, server, log);
  const checker = checkTypes(scope);
  const head = checkServer(server, scope.errors, log);
  const claims = checkClaims(scope);
  const tools = toolsOf(scope, checker, head.database);
  const program: Program = {
    server: {
      ...head,
      privateReference: checkPrivateReference(scope),
      principals: checkPrincipals(scope),
      roles: checkRoles(scope),
      profiles: checkProfiles(scope),
      ...(claims ? { claims } : {}),
    },
    modules: [...scope.modules.values()].map((module) => ({
      ...module.head,
      types: typesOf(module.name, checker.types),
    })),
    tools: tools.map(({ tool }) => tool),
    resources: resourcesOf(scope, checker),
    prompts: promptsOf(scope, checker),
  };
  checker.finish();
  const byName = new Map(program.tools.map((tool) => [tool.name, tool]));
  const whole: Whole = { scope, program, lookup: lookup(program), types: checker.types, tools: byName };
  for (const one of tools) {
    checkAddedNames(one, whole);
    checkFeedPaths(one, whole);
    checkExamples(one, whole);
  }
  checkSubjects(whole);
  checkGraph(tools, whole);
  checkBudget(tools, whole);
  return program;
}

function scopeOf(declarations: readonly Declaration[], server: DeclarationOf<'server'>, log: Log): Scope {
  const modules = checkModules(declarations, packagePrefixes(server, declarations, log), log);
  const privileges = [...modules.values()].flatMap((module) => privilegesOf(module.name, module.keys));
  const read = declarations.every((one) => one.kind !== 'module' || one.keys !== null);
  return {
    log,
    declarations,
    server,
    modules,
    privileges: { known: new Map(privileges.map((one) => [one.name, one])), complete: read },
    ...serverTables(server, log),
    errors: serverErrors(server, log),
  };
}

function toolsOf(scope: Scope, checker: TypeChecker, database: boolean): readonly CheckedTool[] {
  const names = [...scope.modules.values()].flatMap((module) => [...module.tools.values()]);
  const checked = names.flatMap((name): readonly CheckedTool[] => {
    const { keys } = name.declaration;
    return keys ? [{ name, keys, tool: checkTool(name, keys, { scope, checker, database }) }] : [];
  });
  return checked.sort((a, b) => compareText(a.tool.name, b.tool.name));
}

function resourcesOf(scope: Scope, checker: TypeChecker): readonly Resource[] {
  const resources = scope.declarations.flatMap((one) =>
    one.kind === 'resource' && one.keys ? [checkResource(one, one.keys, scope, checker)] : [],
  );
  refuseDuplicates(resources, ({ uri }) => formOf(uri), scope);
  return resources.sort((a, b) => compareText(a.uri, b.uri));
}

function promptsOf(scope: Scope, checker: TypeChecker): readonly Prompt[] {
  const prompts = scope.declarations.flatMap((one) =>
    one.kind === 'prompt' && one.keys ? [checkPrompt(one, one.keys, scope, checker)] : [],
  );
  refuseDuplicates(prompts, ({ name }) => name, scope);
  return prompts.sort((a, b) => compareText(a.name, b.name));
}

/** What needs resources and tools to be known: what prompts embed, and examples. */
function checkSubjects(whole: Whole): void {
  const { program, scope } = whole;
  for (const one of scope.declarations) {
    if ((one.kind !== 'resource' && one.kind !== 'prompt') || !one.keys) continue;
    if (one.kind === 'prompt') checkEmbedded(one, program.resources, scope);
    const is = ({ module, stem }: Resource | Prompt) => module === one.module && stem === one.stem;
    const subject = (one.kind === 'resource' ? program.resources : program.prompts).find(is);
    if (!subject) continue;
    const answer = 'uri' in subject && subject.output.kind === 'type' ? subject.output.type : null;
    const shown = {
      keys: { ...one.keys, span: one.span },
      module: one.module,
      parameters: parametersOf(subject),
      answer,
    };
    checkSubjectExamples(shown, whole);
    checkHasExample(shown, whole);
  }
}

function refuseDuplicates<T extends { readonly place: Place }>(
  all: readonly T[],
  nameOf: (one: T) => string,
  { log }: Scope,
): void {
  const taken = new Map<string, Place>();
  for (const one of all) {
    const name = nameOf(one);
    const earlier = taken.get(name);
    const related = earlier ? [{ span: { ...earlier, length: 1 }, message: 'It has the name already.' }] : [];
    if (earlier) log.report('name-collision', { ...one.place, length: 1 }, { name }, { related });
    else taken.set(name, one.place);
  }
}
