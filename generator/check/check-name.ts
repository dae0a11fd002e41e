import type { Log } from '../diagnostic/diagnostic.js';
import type { At, Span } from '../read/node.js';

const objectWords = new Set([
  'constructor',
  'prototype',
  '__proto__',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
]);
const typescript = new Set(
  `Action Any Array BigInt Boolean Context Date DeclaredFailure Error Example Failure Function Handler Infinity Input
  Map Math Never NaN Null Number Object Output Partial Promise Proxy Readonly Record Reflect Regexp Required Resolver
  Set Shape String Symbol Tool Undefined Unknown`.split(/\s+/),
);

const forms = {
  module: [/^[a-z][a-z0-9_]*$/, 'small letters, digits and underscores'],
  domain: [/^[a-z][a-z0-9_]*$/, 'small letters, digits and underscores'],
  'property group': [/^[a-z][a-z0-9_]*$/, 'small letters, digits and underscores'],
  'tool (snake)': [/^[a-z][a-z0-9_]*$/, 'snake_case, the style of the module'],
  'tool (kebab)': [/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'kebab-case, the style of the module'],
  'tool (dotted)': [
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/,
    'parts of small letters, digits and underscores with dots between',
  ],
  type: [/^[A-Z][A-Za-z0-9]*$/, 'a capital and then letters and digits'],
  'parameter (snake)': [/^[a-z][a-z0-9_]*$/, 'snake_case, the style of the module'],
  'parameter (camel)': [/^[a-z][a-zA-Z0-9]*$/, 'camelCase, the style of the module'],
  property: [/^[A-Za-z_$@][\w$@.:/-]{0,99}$/, 'letters, digits and `_ $ @ . : / -`'],
  error: [/^[A-Z][A-Z0-9_]*$/, 'capitals, digits and underscores'],
  word: [/^[a-z][a-zA-Z0-9_-]*$/, 'letters, digits, dashes and underscores, a small letter first'],
  'privilege part': [/^[a-z][a-zA-Z0-9_-]*$/, 'letters, digits, dashes and underscores, a small letter first'],
} as const;

export type NameForm = keyof typeof forms;

/** Reports a name that does not have the form of its kind, or that code could not use. */
export function checkNameForm(name: At<string>, form: NameForm, log: Log): void {
  const [pattern, rule] = forms[form];
  if (!pattern.test(name.value)) log.report('name-style', name.span, { name: name.value, rule });
  else checkReserved(name, form, log);
}

function checkReserved(name: At<string>, form: NameForm, log: Log): void {
  const why = reason(name.value, form);
  if (why !== null) log.report('reserved-name', name.span, { name: name.value, why });
}

function reason(name: string, form: NameForm): string | null {
  if (objectWords.has(name)) return 'every JavaScript object has it already';
  if (form === 'type' && typescript.has(name)) return 'generated TypeScript means something else by it';
  return null;
}

/** Wire names of tools are one space across the server. */
export function checkWireName(name: At<string>, taken: Map<string, Span>, log: Log): void {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name.value)) log.report('wire-name', name.span, { name: name.value });
  const earlier = taken.get(name.value);
  if (earlier) {
    log.report(
      'name-collision',
      name.span,
      { name: name.value },
      { related: [{ span: earlier, message: 'It has the name already.' }] },
    );
  } else taken.set(name.value, name.span);
}
