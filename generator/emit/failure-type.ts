import type { Failure, Tool } from '../model.js';
import { memberKey, quote } from '../program/names.js';
import type { Statement } from './print-source.js';
import { aliasOf, type TypeScope, typeText, unionText } from './type.js';

/** `Failure`: the declared errors a resolver may return; nothing for a tool that declares none. */
export function failureType(tool: Tool, scope: TypeScope): readonly Statement[] {
  if (tool.failures.length === 0) return [];
  const members = tool.failures.map(
    (failure) => `DeclaredFailure<${quote(failure.code)}, ${dataText(failure, scope)}>`,
  );
  const doc = tool.failures.map(({ code, message }) => `\`${code}\`: ${message}`).join('\n\n');
  return [aliasOf('Failure', unionText('Failure', members), doc)];
}

/** On one line: what the data means stands in the declaration. */
function dataText({ data }: Failure, scope: TypeScope): string {
  if (data.length === 0) return 'Record<string, never>';
  const members = data.map(
    ({ name, required, type }) => `readonly ${memberKey(name)}${required ? '' : '?'}: ${typeText(type, scope, 2)}`,
  );
  return `{ ${members.join('; ')} }`;
}
