import { describe, expect, test } from 'vitest';
import { renderPrompt } from '../../runtime/call/subjects/render-prompt.js';
import { createSubjects } from '../../runtime/call/subjects/subjects.js';
import type { Context } from '../../runtime/context.js';
import type { AnyHandler, Program, Prompt, Resource } from '../../runtime/tool.js';

const base = {
  module: 'desk',
  title: 'One',
  description: 'One.',
  audience: ['worker'],
  context: null,
  requires: [],
  mimeType: 'text/plain',
  parameters: { type: 'object' },
} as const;

const resource = (name: string, uri: string, more: Partial<Resource> = {}): Resource => ({
  ...base,
  name,
  uri,
  ...(uri.includes('{') && { template: true }),
  output: { kind: 'text' },
  ...more,
});
const programOf = (resources: readonly Resource[], prompts: readonly Prompt[] = []) =>
  ({ server: {}, tools: [], resources, prompts }) as unknown as Program;
const handlersOf = (resources: readonly Resource[], read: unknown = 'text'): readonly AnyHandler[] =>
  resources.map((one) => ({ resource: one, run: async () => read }));

describe('resources', () => {
  test('are found by the most exact of their addresses, fixed ones first', () => {
    const all = [
      resource('any', 'a://{x}/{y}'),
      resource('named', 'a://notes/{y}'),
      resource('fixed', 'a://notes/one'),
    ];
    const subjects = createSubjects(programOf(all), handlersOf(all));
    const found = ['a://b/c', 'a://notes/c', 'a://notes/one', 'a://one'].map((uri) => subjects.resource(uri));
    expect(found.map(({ subject }) => subject.handler?.tool.name ?? null)).toEqual([
      'a://{x}/{y}',
      'a://notes/{y}',
      'a://notes/one',
      null,
    ]);
    expect(found.map(({ parameters }) => parameters)).toEqual([{ x: 'b', y: 'c' }, { y: 'c' }, {}, {}]);
  });

  test.each([
    ['bytes', new Uint8Array([104, 105]), 'aGk='],
    ['a text, which may be encoded already', 'aGk=', null],
    ['anything else', 7, 7],
  ])('that are binary answer Base64 of %s', async (_, read, answered) => {
    const all = [resource('seal', 'a://seal', { output: { kind: 'binary' } })];
    const { handler } = createSubjects(programOf(all), handlersOf(all, read)).resource('a://seal').subject;
    expect(await handler?.run({}, {} as Context as never)).toEqual(answered);
    expect(handler?.tool.output).toEqual({ kind: 'object', shape: { type: 'string' } });
  });

  test('without code, or with a completion without code, are refused at the start', () => {
    const one = resource('one', 'a://{x}', { complete: { x: 'names' } });
    expect(() => createSubjects(programOf([one]), [])).toThrow('The resource a://{x} has no resolver.');
    expect(() => createSubjects(programOf([one]), handlersOf([one]))).toThrow(
      'The completion desk/names has no resolver.',
    );
  });
});

describe('a prompt', () => {
  const messages: Prompt['messages'] = [
    { role: 'user', content: { type: 'text', text: '{a} and {b}, {c} {not_there}' } },
    { role: 'assistant', content: { type: 'resource', resource: { uri: 'a://{a}' } } },
    { role: 'user', content: { type: 'image', data: '{a}', mimeType: 'image/png' } },
  ];

  test('has its arguments put in once, percent-encoded within an address, and nothing where they are absent', () => {
    const prompt = { ...base, name: 'one', arguments: {}, messages };
    expect(renderPrompt(prompt, { a: 'x/{b} $&', b: 7, c: true }).messages.map(({ content }) => content)).toEqual([
      { type: 'text', text: 'x/{b} $& and 7, true ' },
      { type: 'resource', resource: { uri: 'a://x%2F%7Bb%7D%20%24%26' } },
      { type: 'image', data: 'x/{b} $&', mimeType: 'image/png' },
    ]);
  });
});
