import { suggestionFor } from '../diagnostic/suggestion.js';
import { Mistake } from '../mistake.js';
import type { Program, Tool } from '../model.js';

/**
 * The tool that a person means by its wire name, its dotted name, an alias, its file's stem or `module/stem`. Throws a
 * Mistake, with a suggestion, when there is none, or with the candidates when there are several.
 */
export function findTool(program: Program, name: string): Tool {
  const exact = program.tools.find((tool) => tool.name === name || tool.dotted === name);
  if (exact) return exact;
  const meant = program.tools.filter((tool) => otherNames(tool).includes(name));
  if (meant.length === 1) return meant[0]!;
  if (meant.length > 1) {
    throw new Mistake(`'${name}' may be ${meant.map((tool) => `'${tool.name}'`).join(' or ')}. Say which.`);
  }
  const known = program.tools.flatMap((tool) => [tool.name, tool.dotted ?? tool.name, ...otherNames(tool)]);
  throw new Mistake(`There is no tool '${name}'.${hint(name, known)} \`npx toolwright list\` names them all.`);
}

/** A principal of server.yaml by name; throws a Mistake with a suggestion when there is none. */
export function findPrincipal(program: Program, name: string) {
  const { principals } = program.server;
  const found = principals.find((principal) => principal.name === name);
  if (found) return found;
  const known = principals.map((principal) => principal.name);
  throw new Mistake(
    `There is no principal '${name}' in server.yaml.${hint(name, known)} There are: ${known.join(', ')}.`,
  );
}

function otherNames(tool: Tool): readonly string[] {
  return [tool.stem, `${tool.module}/${tool.stem}`, ...tool.aliases.map((alias) => alias.name)];
}

function hint(name: string, known: readonly string[]): string {
  const suggestion = suggestionFor(name, known);
  return suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
}
