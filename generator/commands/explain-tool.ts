import { stringify } from 'yaml';
import { effectiveKeys } from '../check/effective-keys.js';
import type { Json, Origin, PrincipalDeclaration, Program, Tool } from '../model.js';
import { access, accessActions } from '../program/access.js';
import { style } from '../terminal.js';

/** Columns that values keep to, so that their origins stand beneath each other. */
const valueWidth = 84;

/** A tool's effective declaration as YAML, each key with the origin of its value as a comment. */
export function explainTool(program: Program, tool: Tool): string {
  const other = [...(tool.dotted === undefined ? [] : [tool.dotted]), ...tool.aliases.map((alias) => alias.name)];
  const lines = effectiveKeys(program, tool).flatMap(([key, value]) => {
    const origin = tool.origins[originKey(key)];
    // A key that is neither said nor of consequence for this tool is not worth a line.
    return value === null && origin?.from !== 'declared' && origin?.from !== 'default'
      ? []
      : keyLines(key, value, origin ? originWords(origin) : 'not said');
  });
  return [
    style('bold', `# ${tool.name}${other.length > 0 ? `, also ${other.join(', ')}` : ''}`),
    `# ${tool.place.file}`,
    ...lines,
  ].join('\n');
}

/** Which gate refuses a principal, or that it passes all that a declaration alone decides; a line an action. */
export function explainAccess(program: Program, tool: Tool, principal: PrincipalDeclaration): string {
  const lines = accessActions(tool).map((action) => {
    const call = action === undefined ? tool.name : `${tool.name}, action ${action.name}`;
    const answer = access(program, tool, principal, action);
    if (!answer.allowed) {
      return `${style('red', 'refused')}  ${call}: ${answer.code} at the gate '${answer.gate}'${needed(answer.gate, answer.detail)}.`;
    }
    const where = answer.where === undefined ? '' : `, where ${answer.where}`;
    return `${style('green', 'passes')}   ${call}: context, audience, privileges and write gate let ${principal.name} through${where}. A connection's own allow-list and scopes may refuse still.`;
  });
  const { name, audiences, role, writes, context } = principal;
  const facts = { audiences, role, context: { ...context }, writes };
  return [`${name}: ${flow(facts)}`, ...lines].join('\n');
}

function needed(gate: string, detail: string | undefined): string {
  if (detail === undefined) return gate === 'write_gate' ? '; it may not write' : '';
  const what = { context: 'without the context', audience: 'which wants the audience', privilege: 'without' }[gate];
  return `, ${what} ${detail.replaceAll('|', ' or ')}`;
}

function keyLines(key: string, value: Json, origin: string): readonly string[] {
  const comment = style('dim', `# ${origin}`);
  const line = `${key}: ${value === null ? 'none' : flow(value)}`;
  if (line.length <= valueWidth) return [`${line.padEnd(valueWidth)}  ${comment}`];
  const body = typeof value === 'string' ? foldedLines(value) : blockLines(value);
  const head = typeof value === 'string' ? `${key}: >-` : `${key}:`;
  return [`${head.padEnd(valueWidth)}  ${comment}`, ...body.map((one) => `  ${one}`)];
}

function flow(value: Json): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

function foldedLines(text: string): readonly string[] {
  return text.match(/\S.{0,100}(?=\s|$)/g) ?? [text];
}

function blockLines(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [flow(value)];
  if (Array.isArray(value)) return value.map((item) => `- ${flow(item)}`);
  return Object.entries(value).map(([name, member]) => `${name}: ${flow(member)}`);
}

/** They are keys of `limits`. */
function originKey(key: string): string {
  return ['rate', 'quota', 'concurrent'].includes(key) ? 'limits' : key;
}

function originWords(origin: Origin): string {
  switch (origin.from) {
    case 'declared':
      return `declared, line ${origin.place.line}`;
    case 'default':
      return `default: ${origin.why}`;
    case 'module':
    case 'server':
      return `${origin.place.file}:${origin.place.line}`;
  }
}
