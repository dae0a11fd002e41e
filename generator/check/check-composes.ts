import type { ToolKeys } from '../read/declaration-tool.js';
import type { At } from '../read/node.js';
import { findTool, resolveTool, type Scope } from './check-scope.js';

/** The tools (and actions) that a composite runs, as wire names, `.action` kept. */
export function checkComposes(keys: ToolKeys, module: string, scope: Scope): readonly string[] {
  return (keys.composes?.value ?? []).flatMap((reference) => {
    const step = stepOf(reference, module, scope);
    if (!step) return [];
    const { tool, action } = step;
    const actions = tool.declaration.keys?.actions?.value.map(({ key }) => key.value);
    if (tool.declaration.keys) checkAction(reference, action, actions, scope);
    return [action === null ? tool.wire : `${tool.wire}.${action}`];
  });
}

/** A name may hold dots of its own (`catalog.product.get`), so the whole is tried first, then the part before the last. */
function stepOf(reference: At<string>, module: string, scope: Scope) {
  const dot = reference.value.lastIndexOf('.');
  const before = dot < 0 ? '' : reference.value.slice(0, dot);
  if (dot < 0 || findTool(reference.value, module, scope)) {
    const tool = resolveTool(reference, module, scope);
    return tool && { tool, action: null };
  }
  const tool = resolveTool({ value: before, span: reference.span }, module, scope);
  return tool && { tool, action: reference.value.slice(dot + 1) };
}

function checkAction(
  reference: At<string>,
  action: string | null,
  actions: readonly string[] | undefined,
  { log }: Scope,
): void {
  if (action === null && actions)
    log.report('composes-no-action', reference.span, { name: reference.value, actions: actions.join(', ') });
  if (action !== null && !actions?.includes(action))
    log.report('unknown-action', reference.span, { name: action }, { candidates: actions ?? [] });
}
