import type { OutputFile, Program } from '../model.js';
import { groupForm, moduleForm, promptForm, resourceForm } from '../read/declaration-module.js';
import { serverForm } from '../read/declaration-server.js';
import { toolForm } from '../read/declaration-tool.js';
import { typeNodeForm } from '../read/declaration-type.js';
import { type Form, mapOf, type Schema } from '../read/grammar.js';

const kinds: { readonly [kind: string]: Form<unknown> } = {
  group: groupForm,
  module: moduleForm,
  prompt: promptForm,
  resource: resourceForm,
  server: serverForm,
  tool: toolForm,
  type: typeNodeForm,
  types: mapOf(typeNodeForm),
};

/**
 * The language's own JSON Schemas, one a kind of document, for editors: completion and marks while typing. A file names
 * its schema in a comment, `# yaml-language-server: $schema=…/generated/language/tool.schema.json` (VS Code and others)
 * or `# $schema: …` (JetBrains). What only the checker can know (names, rules) stays the checker's.
 */
export function emitLanguage(_program: Program): readonly OutputFile[] {
  return Object.entries(kinds).map(([kind, form]) => ({
    path: `language/${kind}.schema.json`,
    text: `${JSON.stringify(schemaOf(kind, form), null, 2)}\n`,
  }));
}

function schemaOf(kind: string, form: Form<unknown>): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Toolwright: ${kind}`,
    ...form.schema(),
    $defs: { Type: typeNodeForm.schema() },
  };
}
