import type { Kernel } from '../call/call.js';
import { dependsOnArguments } from '../call/gates/check-privilege.js';
import { heldPrivileges } from '../call/held-privileges.js';
import { operationsOf, readsOnly } from '../call/operations.js';
import { allowedTools } from '../call/tool-graph.js';
import { isOpen } from '../call/visible-tools.js';
import type { Principal } from '../principal.js';
import type { Server, Tool } from '../tool.js';

/** Another tool, as a page names it. */
export interface NamedTool {
  readonly name: string;
  readonly title: string;
}

/** A tool, a resource or a prompt as a person is asked about it. */
export interface OfferedTool extends NamedTool {
  /** What it does. */
  readonly sentence: string;
  /** `both`: it has actions, and some of them read. */
  readonly mode: 'read' | 'write' | 'both';
  readonly modeWord: string;
  /** It, or one of its actions, cannot be undone. */
  readonly destructive: boolean;
  /** Allowing it allows these too, whatever else is ticked. */
  readonly brings: readonly NamedTool[];
  /** It works only once these have been called. */
  readonly waitsFor: readonly NamedTool[];
  /** Of its actions, those that the person's roles do not open. */
  readonly without: readonly string[];
  /** It writes, and the connection's scopes do not cover that: its client has to ask for them before it can use it. */
  readonly asksFirst: boolean;
  /** Why the person cannot use it in any organization of theirs, in a sentence; null where they can. */
  readonly unavailable: string | null;
  readonly ticked: boolean;
}

/** What a page says of a tool to a person whose connection is, or would be, the principal's. */
export function offerTool(kernel: Kernel, tool: Tool, { principal, ticked }: Offer): OfferedTool {
  const named = nameBy(kernel);
  const unavailable = whyUnavailable(kernel, tool, principal);
  const { scopes } = principal.connection;
  const brought = [...allowedTools(kernel.handlers, [tool.name])].filter((name) => name !== tool.name);
  return {
    name: tool.name,
    title: titleOf(kernel, tool),
    sentence: firstSentence(tool.description),
    mode: modeOf(tool),
    modeWord: modeWords[modeOf(tool)],
    destructive: isDestructive(tool),
    brings: brought.map(named),
    waitsFor: (tool.dependsOn?.session ?? []).map((each) => named(each.tool)),
    without: unavailable === null ? closedActions(kernel.server, tool, principal) : [],
    asksFirst: modeOf(tool) !== 'read' && !scopes.includes('mcp:write'),
    unavailable,
    ticked: unavailable === null && ticked(tool),
  };
}

export interface Offer {
  readonly principal: Principal;
  readonly ticked: (tool: Tool) => boolean;
}

/** Whether some of what it may do cannot be undone. */
export function isDestructive({ destructive, actions }: Tool): boolean {
  return destructive || Object.values(actions ?? {}).some((action) => action.destructive);
}

const modeWords = { read: 'reads', write: 'writes', both: 'reads and writes' } as const;

function modeOf(tool: Tool): OfferedTool['mode'] {
  if (readsOnly(tool, null)) return 'read';
  return operationsOf(tool, null).some(({ writeMode }) => writeMode === 'read') ? 'both' : 'write';
}

/** Titles begin with their domain, which the tree has as a heading. */
function titleOf({ server }: Kernel, { title, domain, module }: Tool): string {
  const label = server.modules[module]?.domains[domain];
  return label !== undefined && title.startsWith(`${label}: `) ? title.slice(label.length + 2) : title;
}

function nameBy(kernel: Kernel): (name: string) => NamedTool {
  return (name) => {
    const tool = kernel.handlers.get(name)?.tool;
    return { name, title: tool ? titleOf(kernel, tool) : name };
  };
}

/** The first that says what is done: descriptions often begin with what a person would say. */
function firstSentence(description: string): string {
  const plain = description.trim().replace(/^"[^"]*[.?!]" +(?=\p{Lu})/u, '');
  return /^.*?[.?!]"?(?=\s|$)/su.exec(plain)?.[0] ?? plain;
}

function whyUnavailable(kernel: Kernel, tool: Tool, principal: Principal): string | null {
  const { standings, connection } = principal;
  if (isOpen(kernel, tool, { ...principal, connection: { ...connection, tools: null } })) return null;
  const { server } = kernel;
  const welcome = standings.filter(({ audiences }) => tool.audience.some((one) => audiences.includes(one)));
  if (welcome.length === 0) {
    const labels = tool.audience.map((audience) => `“${server.audiences[audience] ?? audience}”`);
    return `It is only for: ${labels.join(' or ')}.`;
  }
  const privileges = welcome.flatMap((standing) => missing(server, tool, standing));
  return `Your role lacks ${[...new Set(privileges)].map((one) => `“${one}”`).join(' and ')}.`;
}

/** The titles of what a role would have to hold in addition, for what of the tool needs the fewest. */
function missing(server: Server, tool: Tool, standing: Principal['active']): readonly string[] {
  const held = heldPrivileges(server, standing);
  const [least = []] = operationsOf(tool, null)
    .map(({ requires }) => requires.filter(({ privilege }) => !held.has(privilege)))
    .sort((left, right) => left.length - right.length);
  return least.map(({ privilege }) => privilegeTitle(server, privilege));
}

function privilegeTitle(server: Server, privilege: string): string {
  const module = Object.values(server.modules).find(({ privileges }) => Object.hasOwn(privileges, privilege));
  return module?.privileges[privilege]?.title ?? privilege;
}

function closedActions(server: Server, tool: Tool, { standings }: Principal): readonly string[] {
  const held = standings
    .filter(({ audiences }) => tool.audience.some((one) => audiences.includes(one)))
    .map((standing) => heldPrivileges(server, standing));
  return Object.keys(tool.actions ?? {}).filter((action) =>
    operationsOf(tool, action).every(
      ({ requires }) => !held.some((has) => requires.every((one) => dependsOnArguments(one) || has.has(one.privilege))),
    ),
  );
}
