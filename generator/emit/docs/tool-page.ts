import type { Example, Failure, Program, Property, Requirement, Tool } from '../../model.js';
import { access, accessActions } from '../../program/access.js';
import { effectiveInput } from '../../program/effective-input.js';
import { limitWords } from '../../program/limit-words.js';
import { lookup } from '../../program/lookup.js';
import { cell, code, view } from '../../view.js';
import { answerOf } from './answer.js';
import { callSamples } from './call-samples.js';
import { expectedAnswer } from './expected-answer.js';
import { typeWords } from './type-words.js';

/** The reference page of one tool, as Markdown. */
export function toolPage(program: Program, tool: Tool): string {
  return tidy(
    view('tool.md.hbs')({
      ...tool,
      facts: facts(program, tool),
      parameters: effectiveInput(program, tool).properties.map((property) => parameterRow(program, property)),
      actions: tool.actions.map((action) => ({
        name: code(action.name),
        needs: codes(action.needs),
        refuses: codes(action.refuses),
        privileges: privileges(action.requires),
        writes: action.writeMode,
      })),
      answer: answerOf(program, tool.output),
      access: accessRows(program, tool),
      errors: [...tool.failures, ...commonErrorsOf(program, tool)].map(errorRow),
      examples: tool.examples.map((example) => exampleView(tool, example)),
    }),
  );
}

function facts(program: Program, tool: Tool): readonly { label: string; value: string }[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Module', lookup(program).module(tool.module).title],
    ['Audience', tool.audience.map((name) => program.server.audiences[name] ?? name).join('; ')],
    ['Context', tool.context === null ? 'none' : code(tool.context)],
    ['Privileges', tool.requires.length === 0 && tool.actions.length > 0 ? 'by action' : privileges(tool.requires)],
    ['Writes', `${tool.writeMode}${tool.destructive ? ', destructive' : ''}${tool.idempotent ? ', idempotent' : ''}`],
    ['Effects outside', codes(tool.effects)],
    ['Reads from strangers', tool.openWorld && tool.effects.length === 0 ? 'yes' : ''],
    ['Formats', codes(tool.formats)],
    ['Other names', codes(tool.aliases.map((alias) => alias.name))],
    ['Call first', tool.dependsOn.session.map((one) => `${code(one.tool)}: ${one.reason}`).join(' ')],
    ['Allowing it allows', codes(tool.dependsOn.allowlist)],
    ['Limits', limitWords(program, tool).join('; ')],
  ];
  return rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value: cell(value) }));
}

function privileges(requirements: readonly Requirement[]): string {
  if (requirements.length === 0) return 'none';
  return requirements
    .map((one) => (one.of === undefined ? code(one.privilege) : `${code(one.privilege)} of ${code(one.of)}`))
    .join(', ');
}

function parameterRow(program: Program, property: Property) {
  const fallback =
    property.type.default === undefined ? '' : ` Default: ${code(JSON.stringify(property.type.default))}.`;
  const secret = property.sensitivity === 'secret' ? ' Secret.' : '';
  return {
    name: code(property.name),
    type: cell(typeWords(program, property.type)),
    required: property.required ? 'yes' : '',
    description: cell(`${property.description}${fallback}${secret}`),
  };
}

/** One row a principal, or one an action where its answers differ. */
function accessRows(program: Program, tool: Tool): readonly { principal: string; outcome: string }[] {
  return program.server.principals.flatMap((principal) => {
    const rows = accessActions(tool).map((action) => {
      const answer = access(program, tool, principal, action);
      return {
        principal: action === undefined ? principal.name : `${principal.name}, ${code(action.name)}`,
        outcome: cell(
          answer.allowed
            ? `may${because(answer.where, ' where')}`
            : `${code(answer.code)}${because(answer.detail, ':')}`,
        ),
      };
    });
    const [first, ...others] = rows;
    const same = first !== undefined && others.every((row) => row.outcome === first.outcome);
    return same ? [{ ...first, principal: principal.name }] : rows;
  });
}

function because(reason: string | undefined, word: string): string {
  return reason === undefined ? '' : `${word} ${reason}`;
}

/** The table's errors that this tool's declaration can lead to. */
function commonErrorsOf(program: Program, tool: Tool): readonly Failure[] {
  const can = new Set(['UNAUTHORIZED', 'FORBIDDEN', 'INSUFFICIENT_SCOPE', 'VALIDATION_ERROR', 'INTERNAL_ERROR']);
  const context = program.server.contexts.find((one) => one.name === tool.context);
  if (context !== undefined) can.add(context.error);
  if (tool.writeMode !== 'read') can.add('WRITE_NOT_ALLOWED');
  const confirms = tool.confirm !== false || tool.actions.some((action) => action.confirm);
  if (confirms) can.add('CONFIRMATION_REQUIRED');
  if (confirms || tool.asks.length > 0) can.add('DECLINED').add('INVALID_REQUEST_STATE');
  if (tool.asks.length > 0) can.add('INPUT_REQUIRED');
  if (tool.idempotency) can.add('CONFLICT');
  if (tool.dependsOn.session.length > 0) can.add('DEPENDENCY_NOT_MET');
  const { server } = program;
  if (tool.limits.rate ?? tool.limits.concurrent ?? server.limits.rate) can.add('RATE_LIMITED');
  if (Object.keys(server.plans).length > 0 && isCounted(program, tool)) can.add('QUOTA_EXCEEDED');
  can.add('TIMEOUT');
  return program.server.errors.filter((error) => can.has(error.code));
}

/** Whether a tenant's quota is used by some call: not by calls of people who belong to none. */
function isCounted(program: Program, tool: Tool): boolean {
  const tenants = program.server.contexts.filter((context) => context.tenant);
  return program.server.principals.some(
    (principal) =>
      tenants.some(({ name }) => Object.hasOwn(principal.context, name)) &&
      accessActions(tool).some((action) => access(program, tool, principal, action).allowed),
  );
}

/** A row of any table of errors. */
export function errorRow(failure: Failure) {
  const next = failure.next === undefined ? '' : ` Next: ${code(failure.next.tool)}.`;
  return {
    code: code(failure.code),
    http: failure.http,
    rpc: failure.rpc ?? '',
    message: cell(`${failure.message}${next}`),
  };
}

function exampleView(tool: Tool, example: Example) {
  return {
    title: example.title,
    as: code(example.as),
    given: example.given.map((step) => code(step.call)).join(', '),
    ...callSamples(tool, example),
    outcome:
      example.expectError !== undefined
        ? `Refused with ${code(example.expectError)}.`
        : example.expect === undefined
          ? 'Succeeds.'
          : `The answer ${example.expectTruncated ? 'is cut short, and has' : 'has'}:`,
    answer: example.expect === undefined ? undefined : expectedAnswer(example.expect),
  };
}

function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}

/** Templates leave blank lines where a section is absent. */
export function tidy(markdown: string): string {
  return `${markdown.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}
