import { isDeepStrictEqual } from 'node:util';
import { annotationsOf } from '../../runtime/mcp/annotations.js';
import { tenantOf } from '../../runtime/testing/standing.js';
import type { Program, Tool } from '../../runtime/tool.js';
import { accessMatrix } from './access-matrix.js';
import type { Mutant } from './mutant.js';
import { subjectMatrix } from './subject-matrix.js';

/** A change that nobody outside can see. */
interface Equivalent {
  readonly because: string;
  readonly holds: (mutant: Mutant, original: Program, mutated: Program) => boolean;
}

/** Kept short: a reason here is a proof not made. */
const equivalents: readonly Equivalent[] = [
  {
    because: 'no principal of the demo data is told apart by it',
    holds: ({ name }, original, mutated) =>
      /^(\w+:\/\/\S+|prompts\/\S+) (requires|context|audience): /.test(name) &&
      subjectMatrix(original) === subjectMatrix(mutated),
  },
  {
    because: 'no principal of the demo data is told apart by it',
    holds: ({ name }, original, mutated) =>
      /( |^)(output\.\S+\.privilege|server\.roles\.\w+): /.test(name) &&
      accessMatrix(original) === accessMatrix(mutated),
  },
  {
    because: 'clients are told the worst of all actions, and that is the same',
    holds: ({ name, tool }, original, mutated) =>
      /actions\.\w+\.(destructive|idempotent): /.test(name) &&
      isDeepStrictEqual(hints(original, tool), hints(mutated, tool)),
  },
  {
    because: 'nothing keeps a part of an answer yet: audit and logs hold arguments alone',
    holds: ({ name }) => /output\.\S+\.sensitivity: /.test(name),
  },
  {
    because: 'an enveloped list is told in its envelope over REST too',
    holds: ({ name, tool }, { server, tools }) =>
      / output\.rest: /.test(name) && server.modules[named(tools, tool)?.module ?? '']?.envelope === 'data_meta',
  },
  {
    because: 'a project made without credentials has none: both keys are null in every answer',
    holds: ({ name }) => /^create_project output\.(public|private)_key\.trust: added/.test(name),
  },
  {
    because: 'only a bill that was paid has a receipt: it is null in every answer',
    holds: ({ name }) => /^(add|remove)_bill output\.receipt\.trust: added/.test(name),
  },
  {
    because: 'nobody in the demo is on trial: it is null in every answer',
    holds: ({ name }) => /^get_billing_status output\.subscription\.trial_ends_at\.trust: added/.test(name),
  },
  {
    because: 'a vendor that has just applied has not been judged yet: it is null in every answer',
    holds: ({ name }) => /^apply_as_vendor output\.moderation_note\.trust: added/.test(name),
  },
  {
    because: 'nobody who may call it belongs to a tenant, and without one nothing is counted',
    holds: ({ name, tool }, { server, tools }) =>
      / limits\.quota: /.test(name) &&
      callersOf(server, named(tools, tool)).every((caller) => !tenantOf(server, caller)),
  },
  {
    because: 'no tool declares what would show it',
    holds: ({ name }, { tools, server }) => unused(tools, server).some((pattern) => pattern.test(name)),
  },
  {
    because: "no tool's privilege depends on its arguments",
    holds: ({ name }, { tools }) =>
      name === 'gate privilege_by_argument: left out' &&
      !JSON.stringify(tools.map(({ requires, actions }) => [requires, actions])).includes('{}'),
  },
];

/** Why a mutant may live, or null when it has to die. */
export function excuse(mutant: Mutant, original: Program): string | null {
  const mutated = mutant.apply({ program: original, resolvers: [] }).program;
  return equivalents.find(({ holds }) => holds(mutant, original, mutated))?.because ?? null;
}

function callersOf({ principals }: Program['server'], tool: Tool | undefined): readonly string[] {
  const reached = (audiences: readonly string[]) => audiences.some((audience) => tool?.audience.includes(audience));
  return Object.keys(principals).filter((name) => reached(principals[name]?.audiences ?? []));
}

/** What is only seen where some tool declares it. */
function unused(tools: readonly Tool[], server: Program['server']): readonly RegExp[] {
  const none = (has: (tool: Tool) => unknown, pattern: RegExp) => (tools.some(has) ? [] : [pattern]);
  const rated = server.limits.rate !== undefined;
  return [
    ...(rated ? [] : none(({ limits }) => limits?.rate ?? limits?.concurrent, /^server\.errors\.RATE_LIMITED: /)),
    ...(rated ? [] : none(({ limits }) => limits?.rate, /^gate rate: /)),
    ...none(({ limits }) => limits?.concurrent, /^gate concurrency: /),
    ...none(({ limits }) => limits?.inlineBytes, /^server\.limits\.(inlineBytes|sizeHintBytes): /),
    ...(Object.keys(server.plans).length > 0
      ? []
      : [/ limits\.quota: |^server\.errors\.QUOTA_EXCEEDED: |^gate quota: /]),
    ...none(confirms, /^(gate confirmation|server\.errors\.CONFIRMATION_REQUIRED): /),
    ...none((tool) => tool.asks || confirms(tool), /^server\.errors\.(DECLINED|INVALID_REQUEST_STATE): /),
    ...none(({ deprecated }) => deprecated?.sunset, /^server\.errors\.TOOL_RETIRED: /),
    ...none(({ idempotency }) => idempotency, /^gate (replay|claim): /),
    ...none(({ dependsOn }) => dependsOn?.session, /^(gate dependency|server\.errors\.DEPENDENCY_NOT_MET): /),
  ];
}

function confirms({ confirm, actions = {} }: Tool): boolean {
  return confirm !== undefined || Object.values(actions).some((action) => action.confirm);
}

function named(tools: readonly Tool[], name: string | null): Tool | undefined {
  return tools.find((tool) => tool.name === name);
}

function hints({ tools }: Program, name: string | null): unknown {
  const tool = named(tools, name);
  return tool && annotationsOf(tool);
}
