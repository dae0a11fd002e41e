import type { Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/** Whether a person is asked: nobody where somebody should be, somebody where nobody should, on another condition. */
export function confirmationMutants(tool: Tool): readonly Mutant[] {
  const { confirm, writeMode } = tool;
  const put = (what: string, value: Tool['confirm']) =>
    toolMutant(tool, 'confirm', what, (served) => changed(served, ['confirm'], value));
  if (tool.actions !== undefined) return actionMutants(tool);
  if (confirm === undefined) return writeMode === 'read' ? [] : [put('a person', true)];
  if (confirm === true) return [put('nobody', undefined)];
  return [
    put('nobody', undefined),
    put('a person, whatever the arguments', true),
    ...Object.entries(confirm.when).map(([name, value]) =>
      put(`a person, on another ${name}`, {
        when: { ...confirm.when, [name]: typeof value === 'boolean' ? !value : 'x' },
      }),
    ),
  ];
}

function actionMutants(tool: Tool): readonly Mutant[] {
  return Object.entries(tool.actions ?? {})
    .filter(([, { writeMode }]) => writeMode !== 'read')
    .map(([name, { confirm }]) =>
      toolMutant(tool, `actions.${name}.confirm`, confirm ? 'nobody' : 'a person', (served) => ({
        ...changed(served, ['actions', name, 'confirm'], confirm ? undefined : true),
        // Where one action alone asks, the tool says the same as a condition.
        ...(confirm && typeof tool.confirm === 'object' && { confirm: undefined as never }),
      })),
    );
}
