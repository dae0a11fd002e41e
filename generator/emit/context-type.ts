import type { Tool } from '../model.js';
import type { Lookup } from '../program/lookup.js';
import { quote } from '../program/names.js';

/** A part of `ctx` that a tool's declaration adds: the runtime's type for it, and how it is written out. */
interface Part {
  readonly import: string;
  readonly type: string;
}

/**
 * What a tool's resolver is given: `Context<'customer' | 'org'>`, the declared context and everything that it is within,
 * with whatever else the declaration adds.
 */
export function contextType(find: Lookup, tool: Tool): string {
  const base = guaranteedContext(find.contexts(tool.context).map((context) => context.name));
  return [base, ...partsOf(tool).map(({ type }) => type)].join(' & ');
}

/** `Context<'customer' | 'org'>`, or plain `Context` where nothing is known of the caller. */
export function guaranteedContext(names: readonly string[]): string {
  return names.length > 0 ? `Context<${names.map(quote).join(' | ')}>` : 'Context';
}

/** The runtime's types that `contextType` names. */
export function contextImports(tool: Tool): readonly string[] {
  return ['Context', ...partsOf(tool).map((part) => part.import)];
}

function partsOf(tool: Tool): readonly Part[] {
  const effects = [...new Set([tool, ...tool.actions].flatMap((each) => each.effects))].sort();
  return [
    ...(effects.length > 0 ? [{ import: 'WithEffects', type: `WithEffects<${effects.map(quote).join(' | ')}>` }] : []),
    ...(tool.dryRun && tool.dryRun.by === 'resolver' ? [{ import: 'WithDryRun', type: 'WithDryRun' }] : []),
    ...(tool.progress ? [{ import: 'WithProgress', type: 'WithProgress' }] : []),
    ...(tool.asks.length > 0 ? [{ import: 'WithAsks', type: 'WithAsks<Questions>' }] : []),
    ...(tool.composes.length > 0 ? [{ import: 'WithCalls', type: 'WithCalls<Calls>' }] : []),
    ...(tool.usesClient.length > 0 ? [{ import: 'WithClient', type: 'WithClient' }] : []),
  ];
}
