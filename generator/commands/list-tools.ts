import { toolTokens } from '../check/check-budget.js';
import type { Program, Requirement, Tool } from '../model.js';
import { limitWords } from '../program/limit-words.js';
import { unreachable } from '../program/reachability.js';
import { style, table } from '../terminal.js';

export interface ListedTool {
  readonly name: string;
  readonly module: string;
  readonly domain: string;
  readonly write_mode: string;
  readonly privileges: readonly string[];
  readonly depends_on: readonly string[];
  /** In words; the server's own time limit holds besides. */
  readonly limits: readonly string[];
  /** Why nobody reaches it; null where somebody does. */
  readonly unreachable: string | null;
}

export function listTools(program: Program): readonly ListedTool[] {
  return program.tools.map((tool) => ({
    name: tool.name,
    module: tool.module,
    domain: tool.domain,
    write_mode: tool.writeMode,
    privileges: [...new Set([...tool.requires, ...tool.actions.flatMap((action) => action.requires)].map(words))],
    depends_on: dependencies(tool),
    limits: limitWords(program, tool),
    unreachable: unreachable(program, tool),
  }));
}

export function toolTable(tools: readonly ListedTool[]): string {
  const rows = tools.map((tool) => [
    `${tool.name}${tool.unreachable === null ? '' : ' !'}`,
    tool.write_mode,
    tool.privileges.join(', ') || '-',
    tool.depends_on.join(', ') || '-',
    tool.limits.join(', ') || '-',
  ]);
  const notes = tools.flatMap((tool) => (tool.unreachable === null ? [] : [`! ${tool.unreachable}`]));
  return [
    table([['TOOL', 'WRITES', 'PRIVILEGES', 'DEPENDS ON', 'LIMITS'], ...rows]),
    ...notes.map((note) => style('yellow', note)),
  ].join('\n');
}

export interface TokenCounts {
  readonly tools: readonly { readonly name: string; readonly tokens: number }[];
  readonly mean: number;
  readonly budget: { readonly per_tool: number; readonly mean: number };
}

/** What each tool costs in a model's context, the dearest first: name, description and input schema in o200k. */
export function countTokens(program: Program): TokenCounts {
  const tools = program.tools
    .map((tool) => ({ name: tool.name, tokens: toolTokens(program, tool) }))
    .sort((a, b) => b.tokens - a.tokens || (a.name < b.name ? -1 : 1));
  const total = tools.reduce((sum, tool) => sum + tool.tokens, 0);
  const { perTool, mean } = program.server.limits.tokens;
  const average = tools.length === 0 ? 0 : Math.round(total / tools.length);
  return { tools, mean: average, budget: { per_tool: perTool, mean } };
}

export function tokenTable({ tools, mean, budget }: TokenCounts): string {
  const rows = tools.map(({ name, tokens }) => [name, String(tokens).padStart(6)]);
  return [
    table([['TOOL', 'TOKENS'], ...rows]),
    `mean ${mean} of ${budget.mean}; dearest ${tools[0]?.tokens ?? 0} of ${budget.per_tool}`,
  ].join('\n');
}

function dependencies(tool: Tool): readonly string[] {
  const { session, allowlist } = tool.dependsOn;
  return [...new Set([...session.map((one) => one.tool), ...allowlist, ...tool.composes])];
}

function words({ privilege, of, entityPaths }: Requirement): string {
  const input = of ?? entityPaths?.join(' and ');
  return input === undefined ? privilege : `${privilege} of ${input}`;
}
