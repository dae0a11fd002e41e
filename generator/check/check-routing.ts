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

/**
 * The description as clients are shown it: models choose by it, so it says what the tool is not for, and where one on its
 * way out sends them.
 */
export function listedDescription(
  own: string,
  notFor: Tool['routing']['notFor'],
  deprecated: Tool['deprecated'],
): string {
  return [own, ...notFor.map(({ say, use }) => `Not for "${say}": use ${use}.`), deprecationSentence(deprecated)]
    .filter((part) => part !== '')
    .join(' ');
}

function deprecationSentence(deprecated: Tool['deprecated']): string {
  if (deprecated === undefined) return '';
  const { since, sunset, replaceWith } = deprecated;
  const gone = sunset === undefined ? '' : `, gone from ${sunset} on`;
  return `Deprecated since ${since}${gone}${replaceWith === undefined ? '' : `: use ${replaceWith}`}.`;
}
