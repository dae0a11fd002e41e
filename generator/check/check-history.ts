import type { Alias, Property, Tool } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { resolveTool, type Scope } from './check-scope.js';

/** Old names that still work. `inputs` are the arguments as they are called now. */
export function checkAliases(keys: ToolKeys, inputs: readonly Property[], scope: Scope): readonly Alias[] {
  const names = inputs.map(({ name }) => name);
  return (keys.aliases?.value ?? []).flatMap((alias): readonly Alias[] => {
    if ('value' in alias) return [{ name: alias.value, rename: {}, adapt: false }];
    if (!alias.name) return [];
    const rename = alias.rename?.value ?? [];
    for (const { value } of rename) {
      if (!names.includes(value.value))
        scope.log.report('unknown-property', value.span, { name: value.value, of: 'the input' }, { candidates: names });
    }
    const renamed = Object.fromEntries(rename.map(({ key, value }) => [key.value, value.value]));
    return [{ name: alias.name.value, rename: renamed, adapt: alias.adapt?.value ?? false }];
  });
}

export function checkDeprecated(keys: ToolKeys, module: string, scope: Scope): Tool['deprecated'] {
  const deprecated = keys.deprecated;
  if (!deprecated) return undefined;
  const successor = deprecated.replace_with && resolveTool(deprecated.replace_with, module, scope);
  return {
    since: deprecated.since?.value ?? '',
    ...(deprecated.sunset ? { sunset: deprecated.sunset.value } : {}),
    ...(successor ? { replaceWith: successor.wire } : {}),
  };
}
