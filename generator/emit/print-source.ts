import {
  type ImportDeclarationStructure,
  type OptionalKind,
  printStructure,
  type StatementStructures,
  StructureKind,
} from 'ts-morph';
import { commentText, docText, quote } from '../program/names.js';
import { WIDTH } from './print-value.js';

/** A statement of a file: a ts-morph structure, or (what it cannot print as we want it) text. */
export type Statement = StatementStructures | string;

// ts-morph indents every further line of a type or initializer once more, and loses count of where a string literal
// ends when a backslash stands last in it. So our own texts travel through it with the characters that it acts upon
// moved into the private use area, which names.ts lets into no generated text.
const PRIVATE = 0xe000;

/** A text, laid out and escaped already, that ts-morph must pass through as it is. */
export function held(text: string): string {
  return text.replace(/[^\w ]/g, (char) =>
    char < '\u0080' ? String.fromCharCode(PRIVATE + char.charCodeAt(0)) : char,
  );
}

function released(text: string): string {
  return text
    .replaceAll(` ${held('\n')}`, '\n')
    .replaceAll(`${held('\n')} }`, '\n}')
    .replace(/[\ue000-\ue07f]/g, (char) => String.fromCharCode(char.charCodeAt(0) - PRIVATE));
}

/** A TypeScript file: the header line, if it has one, then the groups with an empty line between them. */
export function printSource(header: string | null, groups: readonly (readonly Statement[])[]): string {
  const printed = groups.filter((group) => group.length > 0).map((group) => group.map(printStatement).join('\n'));
  return `${header === null ? '' : `${header}\n`}${printed.join('\n\n')}\n`;
}

function printStatement(statement: Statement): string {
  if (typeof statement === 'string') return statement;
  return released(printStructure(statement, { indentNumberOfSpaces: 2, useSingleQuote: true })).trimEnd();
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

/** The same as lines of text, for what is not printed from a structure. */
export function docComment(text: string, indent = 0): readonly string[] {
  return docs(text, indent).flatMap((doc) => {
    const [first, ...lines] = doc.split('\n');
    return lines.length === 0 ? [`/** ${first} */`] : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
  });
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
