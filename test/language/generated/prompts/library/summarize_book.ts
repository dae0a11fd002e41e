// Generated from spec/library/prompts/summarize_book.yaml. Change that file and run `npx toolwright generate`.
import type { Example, Prompt } from 'toolwright/runtime';
import { bookIdShape } from '../../types/library.js';

export const summarizeBook = {
  name: 'summarize_book',
  module: 'library',
  title: 'Summarize a book',
  description: 'Tells in few words what a book is about.',
  icons: [{ src: 'https://example.com/pen.png' }],
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'library:book:read' }],
  arguments: {
    type: 'object',
    properties: {
      book_id: bookIdShape,
      tone: { type: 'string', description: 'How it sounds.', enum: ['plain', 'lofty'], default: 'plain' },
      words: { type: 'integer', description: 'How many words at most.', minimum: 10, maximum: 90, default: 40 },
    },
    required: ['book_id'],
    additionalProperties: false,
  },
  complete: { book_id: 'book_ids' },
  messages: [
    {
      role: 'user',
      content: { type: 'text', text: 'Summarize {book_id} in at most {words} words, in a {tone} tone.' },
    },
    { role: 'user', content: { type: 'resource', resource: { uri: 'library://books/{book_id}' } } },
    { role: 'assistant', content: { type: 'text', text: 'May I see the seal?' } },
    { role: 'user', content: { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' } },
    { role: 'user', content: { type: 'resource_link', uri: 'library://books/{book_id}', name: 'book' } },
  ],
} as const satisfies Prompt;

export const examples = [
  { title: 'In plain words', as: 'red-reader', input: { book_id: 'book_red_1' }, expect: { messages: { $length: 5 } } },
  { title: "Another team's book", as: 'red-lead', input: { book_id: 'book_blue_1' }, expectError: 'UNKNOWN_RESOURCE' },
] as const satisfies readonly Example[];
