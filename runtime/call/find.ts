import type { Context } from '../context.js';
import type { Handler, Tool } from '../tool.js';
import { newAuditId } from './audit/audit-id.js';
import type { CallRequest, FoundCall, Kernel } from './call.js';
import { refuseRetired } from './deprecation.js';
import { refuse } from './error-table.js';
import { isRecord } from './is-record.js';
import type { Refusal } from './refusal.js';
import { unknownCode } from './subjects/subject.js';
import { nearest } from './suggestion.js';
import { traceFields } from './trace-fields.js';
import { isOpen, isRetired, visibleTools } from './visible-tools.js';

/** The tool that a name means, by wire name, dotted name or alias, with the arguments under the names of today. */
export async function find(kernel: Kernel, request: CallRequest): Promise<FoundCall | Refusal> {
  const switches = await kernel.host.store.switches();
  if (!switches.enabled) return refuse(kernel.server, 'SERVER_DISABLED', { gate: 'find' });
  const handler = request.subject ? request.subject.handler : kernel.handlers.get(request.name);
  if (handler === null || handler === undefined) return unknown(kernel, request);
  const { tool } = handler;
  if (switches.disabledTools.has(tool.name)) {
    const advice = `This holds for '${tool.name}' alone; other tools answer.`;
    return refuse(kernel.server, 'SERVER_DISABLED', { gate: 'find', tool, advice });
  }
  if (isRetired(kernel, tool) && isOpen(kernel, tool, request.principal)) return refuseRetired(kernel, request, tool);
  const input = todaysArguments(kernel, request, handler);
  const action = actionOf(tool, input);
  return { auditId: newAuditId(), kernel, request, handler, tool, arguments: input, action, switches };
}

function unknown(kernel: Kernel, request: CallRequest): Refusal {
  const { subject } = request;
  if (subject === undefined) return unknownTool(kernel, request);
  return refuse(kernel.server, unknownCode(subject), { gate: 'find', values: subject.values, data: subject.values });
}

/** Only a tool that the caller may see is suggested: the others' names are nobody's business. */
function unknownTool(kernel: Kernel, { name, principal }: CallRequest): Refusal {
  const meant = nearest(
    name,
    visibleTools(kernel, principal).map((tool) => tool.name),
  );
  const advice = meant === undefined ? {} : { advice: `(did you mean '${meant}'?)`, data: { did_you_mean: meant } };
  return refuse(kernel.server, 'UNKNOWN_TOOL', { gate: 'find', values: { tool: name }, ...advice });
}

/** An alias may rename arguments, and reshape them by code; what comes out is validated like any input. */
function todaysArguments(kernel: Kernel, request: CallRequest, { tool, adapt }: Handler<Context>): unknown {
  const alias = tool.aliases?.find(({ name }) => name === request.name);
  if (alias === undefined || !isRecord(request.arguments)) return request.arguments;
  const renamed = renameArguments(request.arguments, alias.rename ?? {});
  const reshape = alias.adapt ? adapt?.[alias.name] : undefined;
  if (reshape === undefined) return renamed;
  try {
    return reshape(renamed);
  } catch (error) {
    // Nothing has been validated yet, so it may be the arguments' fault: `input` then says what is wrong with them.
    const fields = { err: error, tool: tool.name, alias: alias.name, ...traceFields(request) };
    kernel.log.warn(fields, 'the arguments of an alias were not adapted');
    return renamed;
  }
}

/** Sent under both names, the old one stays, to be refused as unknown. */
function renameArguments(
  input: Record<string, unknown>,
  rename: { readonly [oldName: string]: string },
): Record<string, unknown> {
  const today = (name: string) => {
    const renamed = Object.hasOwn(rename, name) ? rename[name] : undefined;
    return renamed === undefined || Object.hasOwn(input, renamed) ? name : renamed;
  };
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [today(name), value]));
}

/** Known before validation, since an action is one of a few words: so the gates weigh what is really asked for. */
function actionOf(tool: Tool, input: unknown): string | null {
  if (tool.actions === undefined || !isRecord(input) || typeof input.action !== 'string') return null;
  return Object.hasOwn(tool.actions, input.action) ? input.action : null;
}
