import {
  type ImportDeclarationStructure,
  type OptionalKind,
  printStructure,
  type StatementStructures,
  StructureKind,
} from 'ts-morph';
import { commentText, docText, quote } from '../names.js';
import { WIDTH } from '../print-value.js';

/** A statement of a file: a ts-morph structure, or (what it cannot print as we want it) text. */
export type Statement = StatementStructures | string;

// ts-morph hangs every further line of a type or initializer one level deeper. Such texts travel through it on one
// line, their breaks replaced by a character that names.ts lets into no generated text.
const BREAK = '\u0001';

/** A text of several lines, laid out already, as ts-morph must pass it through. */
export function held(text: string): string {
  return text.replaceAll('\n', BREAK);
}

/** A TypeScript file: the header line, then the groups with an empty line between them. */
export function printSource(header: string, groups: readonly (readonly Statement[])[]): string {
  const printed = groups.filter((group) => group.length > 0).map((group) => group.map(printStatement).join('\n'));
  return `${header}\n${printed.join('\n\n')}\n`;
}

function printStatement(statement: Statement): string {
  const text =
    typeof statement === 'string'
      ? statement
      : printStructure(statement, { indentNumberOfSpaces: 2, useSingleQuote: true });
  return text.replaceAll(` ${BREAK}`, '\n').replaceAll(`${BREAK} }`, '\n}').replaceAll(BREAK, '\n').trimEnd();
}

/** The line that says where a file comes from. `source` is a path of the project; a folder ends in a slash. */
export function headerLine(source: string): string {
  const what = source.endsWith('/') ? 'the files there' : 'that file';
  return `// Generated from ${commentText(source).replaceAll('\n', ' ')}. Change ${what} and run \`npx toolwright generate\`.`;
}

/** The `docs` of a structure that stands `indent` columns in; none for an empty text. */
export function docs(text: string | undefined, indent = 0): string[] {
  return text === undefined || text.trim() === '' ? [] : [docText(text, WIDTH - indent)];
}

export interface ImportedName {
  readonly name: string;
  readonly alias?: string;
  readonly type: boolean;
}

/** `import { type A, b } from '…';` sorted by name, a name a line where the line would be too long. */
export function importOf(
  moduleSpecifier: string,
  names: readonly ImportedName[],
): OptionalKind<ImportDeclarationStructure> & { kind: StructureKind.ImportDeclaration } {
  const sorted = [...names].sort((a, b) => (a.name < b.name ? -1 : 1));
  const isTypeOnly = sorted.every((name) => name.type);
  const texts = sorted.map(({ name, alias, type }) => {
    const bare = alias === undefined || alias === name ? name : `${name} as ${alias}`;
    return type && !isTypeOnly ? `type ${bare}` : bare;
  });
  const length =
    texts.join(', ').length + moduleSpecifier.length + "import {  } from '';".length + (isTypeOnly ? 5 : 0);
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly,
    moduleSpecifier,
    namedImports: length <= WIDTH ? texts : [held(`\n${texts.map((text) => `  ${text},\n`).join('')}`)],
  };
}

/** ts-morph breaks import attributes over three lines. */
export function jsonImport(name: string, moduleSpecifier: string): string {
  return `import ${name} from ${quote(moduleSpecifier)} with { type: 'json' };`;
}
