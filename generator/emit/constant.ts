import { StructureKind, VariableDeclarationKind, type VariableStatementStructure } from 'ts-morph';
import { held } from './print-source.js';
import { type Printable, printValue } from './print-value.js';

/** `export const name = { … } as const satisfies Type;`: the value keeps its own, exact type. */
export function constantOf(name: string, value: Printable, type: string): VariableStatementStructure {
  const suffix = ` as const satisfies ${type}`;
  return statement(name, printValue(value, 0, `export const ${name} = ${suffix};`.length) + suffix);
}

/** `export const name: Type = { … };`: for a value so large that TypeScript would not write down its own type. */
export function annotatedConstantOf(name: string, value: Printable, type: string): VariableStatementStructure {
  return statement(name, printValue(value, 0, `export const ${name}: ${type} = ;`.length), type);
}

function statement(name: string, initializer: string, type?: string): VariableStatementStructure {
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: true,
    declarations: [{ name, initializer: held(initializer), ...(type === undefined ? {} : { type }) }],
  };
}
