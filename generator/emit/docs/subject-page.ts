import type { Example, Program, Prompt, Property, Resource } from '../../model.js';
import { access, asReading } from '../../program/access.js';
import { parametersOf } from '../../program/completions.js';
import { lookup } from '../../program/lookup.js';
import { cell, code, view } from '../../view.js';
import { answerOf } from './answer.js';
import { tidy } from './tool-page.js';
import { typeWords } from './type-words.js';

/** The reference page of one resource, as Markdown. */
export function resourcePage(program: Program, resource: Resource): string {
  const { output } = resource;
  const answer = output.kind === 'type' ? answerOf(program, { kind: 'object', type: output.type }) : null;
  return page(program, resource, {
    address: code(resource.uri),
    facts: [
      ['Media type', code(resource.mimeType)],
      ['Changes', resource.subscribe ? 'told to subscribers' : ''],
      ['May be kept', resource.cache ? `${resource.cache.ttlMs / 1000} s, ${resource.cache.scope}` : ''],
    ],
    parts: answer?.parts ?? [],
    how: 'read it',
  });
}

/** The reference page of one prompt, as Markdown. */
export function promptPage(program: Program, prompt: Prompt): string {
  return page(program, prompt, {
    address: code(prompt.name),
    facts: [],
    parts: [],
    messages: prompt.messages.map(({ role, content }) => ({ role, content: JSON.stringify(content, null, 2) })),
    how: 'ask for it',
  });
}

interface Own {
  readonly address: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly parts: readonly unknown[];
  readonly messages?: readonly unknown[];
  readonly how: string;
}

function page(program: Program, subject: Resource | Prompt, own: Own): string {
  const { audience, context, requires, title, description, examples } = subject;
  const facts = [
    ['Module', lookup(program).module(subject.module).title],
    ['Audience', audience.map((name) => program.server.audiences[name] ?? name).join('; ')],
    ['Context', context === null ? 'none' : code(context)],
    ['Privileges', requires.map(({ privilege }) => code(privilege)).join(', ') || 'none'],
    ...own.facts,
  ] as const;
  return tidy(
    view('subject.md.hbs')({
      ...own,
      title,
      description,
      facts: facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value: cell(value) })),
      parameters: parametersOf(subject).map((property) => parameterRow(program, property)),
      access: accessRows(program, subject),
      examples: examples.map(exampleView),
    }),
  );
}

function parameterRow(program: Program, property: Property) {
  return {
    name: code(property.name),
    type: cell(typeWords(program, property.type)),
    required: property.required ? 'yes' : '',
    description: cell(property.description),
  };
}

function accessRows(program: Program, subject: Resource | Prompt) {
  return program.server.principals.map((principal) => {
    const answer = access(program, asReading(subject), principal);
    const outcome = answer.allowed ? 'may' : `${code(answer.code)}${answer.detail ? `: ${answer.detail}` : ''}`;
    return { principal: principal.name, outcome: cell(outcome) };
  });
}

function exampleView({ title, as, input, expectError }: Example) {
  return {
    title,
    as: code(as),
    input: JSON.stringify(input),
    outcome: expectError === undefined ? 'Succeeds.' : `Refused with ${code(expectError)}.`,
  };
}
