import type { Shape, Tool } from '../tool.js';
import type { CheckedCall } from './call.js';
import { pipelineParameters } from './input/pipeline-parameters.js';
import { isRecord } from './is-record.js';

/** One call of a plan. An argument in braces stands for what the caller has to put in its place. */
export interface PlannedCall {
  readonly tool: string;
  readonly arguments: Arguments;
}

type Arguments = { readonly [argument: string]: unknown };

/**
 * The calls that let this one pass, itself the last. Their arguments come from the call's own: those of the same name and
 * kind, else those that are fed from the same place. What the call does not know is told as where it is found:
 * `{list_projects.projects[].project_id}` after the call that answers it, or `{title}` for the caller to say.
 */
export function planFor(call: CheckedCall, missing: readonly string[]): readonly PlannedCall[] {
  const plan: PlannedCall[] = [];
  for (const name of missing) {
    const tool = call.kernel.handlers.get(name)?.tool;
    if (tool === undefined) continue;
    const filled = fill(tool, call);
    for (const source of filled.sources) {
      if (!missing.includes(source) && !plan.some((step) => step.tool === source))
        plan.push({ tool: source, arguments: {} });
    }
    plan.push({ tool: name, arguments: filled.arguments });
  }
  return [...plan, { tool: call.request.name, arguments: ownArguments(call) }];
}

/** A missing tool's arguments, and the tools that answer what the call does not know. */
function fill(tool: Tool, call: CheckedCall): { readonly arguments: Arguments; readonly sources: readonly string[] } {
  const known = Object.fromEntries(
    Object.entries(given(call)).filter(([name]) => !isSensitive(call.tool.input.properties?.[name])),
  );
  const sources: string[] = [];
  const entries = Object.keys(tool.input.properties ?? {}).flatMap((name): [string, unknown][] => {
    const own = [name, fedAlike(tool, name, call.tool)].find((each) => each !== undefined && each in known);
    if (own !== undefined && isShared(tool, name, own, call)) return [[name, known[own]]];
    if (!tool.input.required?.includes(name)) return [];
    const feed = tool.feeds?.[name];
    if (feed === undefined) return [[name, `{${name}}`]];
    sources.push(feed.tool);
    return [[name, `{${feed.tool}.${feed.path}}`]];
  });
  return { arguments: Object.fromEntries(entries), sources };
}

/** The caller's own argument that takes its value from where this one does. */
function fedAlike({ feeds }: Tool, name: string, own: Tool): string | undefined {
  const feed = feeds?.[name];
  const alike = Object.entries(own.feeds ?? {}).find(([, each]) => each.tool === feed?.tool && each.path === feed.path);
  return alike?.[0];
}

/** Of the same kind: a `status` of other words is another thing. How a call is asked for is no part of what is asked. */
function isShared(tool: Tool, name: string, own: string, { kernel, tool: calling }: CheckedCall): boolean {
  const pipeline: readonly unknown[] = [
    ...Object.values(pipelineParameters(kernel.server, tool)),
    tool.dryRun?.parameter,
    tool.limits?.timeoutParameter?.name,
  ];
  const kind = (shape: Shape | undefined) =>
    JSON.stringify([shape?.type, shape?.format, shape?.pattern, shape?.enum, shape?.items]);
  const [there, here] = [tool.input.properties?.[name], calling.input.properties?.[own]];
  return !pipeline.includes(name) && kind(there) === kind(here);
}

/** What is sensitive is not told again, not even to who sent it. */
function ownArguments(call: CheckedCall): Arguments {
  const told = Object.entries(given(call)).map(([name, value]): [string, unknown] => [
    name,
    isSensitive(call.tool.input.properties?.[name]) ? `{${name}}` : value,
  ]);
  return Object.fromEntries(told);
}

/** What the caller sent, as it was understood, without what was filled in. */
function given({ arguments: sent, input }: CheckedCall): Arguments {
  const names = new Set(Object.keys(isRecord(sent) ? sent : {}));
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.has(name)));
}

/** Itself, or anything within it. */
function isSensitive(shape: Shape | undefined): boolean {
  return JSON.stringify(shape ?? {}).includes('"sensitivity"');
}
