import { StructureKind, VariableDeclarationKind, type VariableStatementStructure } from 'ts-morph';
import { type Printable, printValue } from '../print-value.js';
import { docs, held } from './print-source.js';

/** `export const name = { … } as const satisfies Type;` */
export function constantOf(name: string, value: Printable, type: string, doc?: string): VariableStatementStructure {
  const suffix = ` as const satisfies ${type}`;
  const text = printValue(value, 0, `export const ${name} = ${suffix};`.length);
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: true,
    docs: docs(doc),
    declarations: [{ name, initializer: held(text + suffix) }],
  };
}
