// Generated from spec/library/prompts/greet.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';

export const greet = {
  name: 'greet',
  module: 'library',
  title: 'Greet',
  description: 'Begins a conversation.',
  audience: ['worker', 'auditor'],
  context: null,
  requires: [],
  arguments: { type: 'object', properties: {}, additionalProperties: false },
  messages: [
    { role: 'user', content: { type: 'text', text: 'Greet me.' } },
    { role: 'assistant', content: { type: 'text', text: 'Good day.' } },
  ],
} as const satisfies Prompt;

export const examples = [
  { title: 'A greeting', as: 'auditor', input: {}, expect: { messages: [{ role: 'user' }, { role: 'assistant' }] } },
] as const satisfies readonly Example[];
