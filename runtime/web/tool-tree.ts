import type { Kernel } from '../call/call.js';
import { allowedTools } from '../call/tool-graph.js';
import { isRetired } from '../call/visible-tools.js';
import type { Principal } from '../principal.js';
import type { Tool } from '../tool.js';
import { isDestructive, type OfferedTool, offerTool } from './offered-tool.js';

/** The tools of one subject. */
export interface ToolDomain {
  readonly label: string;
  readonly tools: readonly OfferedTool[];
  /** How many are ticked, can be ticked, write, and cannot be undone. */
  readonly counts: {
    readonly ticked: number;
    readonly available: number;
    readonly writing: number;
    readonly destructive: number;
  };
}

/** What a connection can be allowed, for a person to tick. The partial `tool-tree` shows it, `readTicks` reads it back. */
export interface ToolTree {
  /** Everything that the person may, also what they may later or what is made later. */
  readonly everything: boolean;
  readonly modules: readonly {
    /** Null where there is but one. */
    readonly title: string | null;
    readonly domains: readonly ToolDomain[];
  }[];
}

/** Names of tools, or null for everything. `suggested`: what a person would tick who has not been asked before. */
export type Ticked = readonly string[] | null | 'suggested';

/**
 * Every tool, resource and prompt of the program, by module and domain, what reads first. What the person's roles or
 * audiences do not open is there with its reason. The principal's connection is the one that is granted: its scopes decide
 * what has to be asked for first, its own allow-list does not count. Suggested is what can be undone.
 */
export function toolTree(kernel: Kernel, principal: Principal, ticked: Ticked): ToolTree {
  const offer = { principal, ticked: isTicked(kernel, ticked) };
  const modules = Object.values(kernel.server.modules).map(({ name, title, domains }) => {
    const own = offeredTools(kernel).filter((tool) => tool.module === name);
    const labels = new Map(Object.entries({ ...domains, resources: 'Resources', prompts: 'Prompts' }));
    for (const { domain } of own) if (!labels.has(domain)) labels.set(domain, domain);
    return {
      title,
      domains: [...labels].flatMap(([domain, label]) => {
        const tools = own
          .filter((tool) => tool.domain === domain)
          .map((tool) => offerTool(kernel, tool, offer))
          .sort(readingFirst);
        return tools.length === 0 ? [] : [{ label, tools, counts: countsOf(tools) }];
      }),
    };
  });
  const shown = modules.filter(({ domains }) => domains.length > 0);
  return {
    everything: ticked === null,
    modules: shown.length === 1 ? shown.map((module) => ({ ...module, title: null })) : shown,
  };
}

/**
 * What a form with the partial `tool-tree` says: null for everything, also later; else the names that are ticked, together
 * with what these bring along, sorted. Names that there are not, or that the person cannot use, count for nothing.
 */
export function readTicks(kernel: Kernel, principal: Principal, fields: URLSearchParams): readonly string[] | null {
  if (fields.get('tools') === 'all') return null;
  const tree = toolTree(kernel, principal, null);
  const tools = tree.modules.flatMap(({ domains }) => domains.flatMap((domain) => domain.tools));
  const usable = new Set(tools.filter(({ unavailable }) => unavailable === null).map(({ name }) => name));
  const ticked = fields.getAll('tool').filter((name) => usable.has(name));
  return [...allowedTools(kernel.handlers, ticked)].sort();
}

/** Each once, however many names it has. */
function offeredTools(kernel: Kernel): readonly Tool[] {
  const { handlers, subjects } = kernel;
  const callable = [
    ...handlers.values(),
    ...[...subjects.resources, ...subjects.prompts].map(({ handler }) => handler),
  ];
  return [...new Set(callable.map(({ tool }) => tool))].filter((tool) => !isRetired(kernel, tool));
}

function isTicked({ handlers }: Kernel, ticked: Ticked): (tool: Tool) => boolean {
  if (ticked === null) return () => true;
  if (ticked === 'suggested') return (tool) => !isDestructive(tool);
  const allowed = allowedTools(handlers, ticked);
  return ({ name }) => allowed.has(name);
}

function countsOf(tools: readonly OfferedTool[]): ToolDomain['counts'] {
  const available = tools.filter(({ unavailable }) => unavailable === null);
  return {
    ticked: available.filter(({ ticked }) => ticked).length,
    available: available.length,
    writing: available.filter(({ mode }) => mode !== 'read').length,
    destructive: available.filter(({ destructive }) => destructive).length,
  };
}

const modes: readonly OfferedTool['mode'][] = ['read', 'both', 'write'];

function readingFirst(left: OfferedTool, right: OfferedTool): number {
  return modes.indexOf(left.mode) - modes.indexOf(right.mode) || left.title.localeCompare(right.title, 'en');
}
