import type { Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/**
 * Keys, dry runs and effects. The default of a dry run's parameter is its property's in the input, and mutated there.
 */
export function exactlyOnceMutants(tool: Tool): readonly Mutant[] {
  const { idempotency, dryRun, effects = [], actions } = tool;
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  return [
    ...(idempotency ? [put('idempotency', 'taken away', ['idempotency'], undefined)] : []),
    ...(dryRun
      ? [
          put('dryRun', 'taken away', ['dryRun'], undefined),
          put('dryRun.parameter', 'another', ['dryRun', 'parameter'], `${dryRun.parameter}_not`),
          put('dryRun.by', 'the other', ['dryRun', 'by'], dryRun.by === 'rollback' ? 'resolver' : 'rollback'),
        ]
      : []),
    // Of a tool with actions, theirs are had and not its own.
    ...(actions
      ? []
      : effects.map((effect, index) => put('effects', `without ${effect}`, ['effects', index], undefined))),
    ...Object.entries(actions ?? {}).flatMap(([name, action]) =>
      (action.effects ?? []).map((effect, index) =>
        put(`actions.${name}.effects`, `without ${effect}`, ['actions', name, 'effects', index], undefined),
      ),
    ),
  ];
}
