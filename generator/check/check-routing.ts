import type { Tool } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { resolveTool, type Scope } from './check-scope.js';

/** What a person would say, and which other tool a sentence belongs to. */
export function checkRouting(keys: ToolKeys, module: string, scope: Scope): Tool['routing'] {
  const notFor = (keys.routing?.not_for?.value ?? []).flatMap(({ say, use }) => {
    const tool = use && resolveTool(use, module, scope);
    return say && tool ? [{ say: say.value, use: tool.wire }] : [];
  });
  return { say: keys.routing?.say?.value.map(({ value }) => value) ?? [], notFor };
}

/** As listed: the author's text, and a sentence for each neighbour that a model might mistake it for. */
export function listedDescription(own: string, notFor: Tool['routing']['notFor']): string {
  return [own, ...notFor.map(({ say, use }) => `Not for "${say}": use ${use}.`)]
    .filter((part) => part !== '')
    .join(' ');
}
