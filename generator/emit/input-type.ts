import type { Action, ObjectType, Program, Property, Tool } from '../model.js';
import { resolverInput } from '../program/effective-input.js';
import { type NameSpace, pascalCase, quote } from '../program/names.js';
import { held, type Statement } from './print-source.js';
import { aliasOf, interfaceOf, type TypeScope, unionText } from './type.js';

/** The exported types that describe a resolver's input: `Input`, and where there are actions an interface for each. */
export function inputTypes(program: Program, tool: Tool, scope: TypeScope, names: NameSpace): readonly Statement[] {
  if (tool.verbatimInput) return [aliasOf('Input', '{ readonly [argument: string]: unknown }')];
  const input = resolverInput(program, tool);
  if (tool.actions.length === 0) return [interfaceOf('Input', input, scope)];
  const inputs = tool.actions.map((action) => ({ action, name: names.claim(`${pascalCase(action.name)}Input`) }));
  return [
    ...inputs.map(({ action, name }) =>
      interfaceOf(name, actionInput(input, action), scope, {
        leading: [{ name: 'action', type: held(quote(action.name)), isReadonly: true }],
        ...(action.description === undefined ? {} : { doc: action.description }),
      }),
    ),
    aliasOf(
      'Input',
      unionText(
        'Input',
        inputs.map(({ name }) => name),
      ),
    ),
  ];
}

/** What one action takes: all but what it refuses, and what it needs for certain. */
function actionInput(input: ObjectType, action: Action): ObjectType {
  const taken = input.properties.filter(
    (property) => property.name !== 'action' && !action.refuses.includes(property.name),
  );
  const properties = taken.map(
    (property): Property => (action.needs.includes(property.name) ? { ...property, required: true } : property),
  );
  return { ...input, properties };
}
