// Generated from spec/library/resources/book.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';
import { type BookId, bookIdShape } from '../../types/library.js';

export interface Input {
  /** Id of a book. */
  readonly book_id: BookId;
}

export interface Output {
  /** Id of a book. */
  readonly book_id: BookId;
  /** Its title. */
  readonly title: string;
  /** What a reader wrote into it. */
  readonly note: string;
  /** What it would fetch. */
  readonly worth: number;
  /** The code of its case. */
  readonly lock: string;
}

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** One book of the team. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const book = {
  name: 'book',
  module: 'library',
  uri: 'library://books/{book_id}',
  template: true,
  title: 'A book',
  description: 'One book of the team.',
  icons: [{ src: 'https://example.com/book.png', mimeType: 'image/png', sizes: ['48x48'] }],
  annotations: { audience: ['user', 'assistant'], priority: 0.5 },
  mimeType: 'application/json',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'library:book:read' }],
  parameters: {
    type: 'object',
    properties: { book_id: bookIdShape },
    required: ['book_id'],
    additionalProperties: false,
  },
  complete: { book_id: 'book_ids' },
  output: {
    kind: 'type',
    shape: {
      type: 'object',
      properties: {
        book_id: bookIdShape,
        title: { type: 'string', description: 'Its title.' },
        note: { type: 'string', description: 'What a reader wrote into it.', trust: 'untrusted' },
        worth: { type: 'integer', description: 'What it would fetch.', privilege: 'library:book:appraise' },
        lock: { type: 'string', description: 'The code of its case.', sensitivity: 'secret' },
      },
      required: ['book_id', 'title', 'note', 'worth', 'lock'],
      additionalProperties: false,
    },
  },
  subscribe: true,
  cache: { ttlMs: 30000, scope: 'private' },
} as const satisfies Resource;

export const examples = [
  {
    title: 'The first book',
    as: 'red-lead',
    input: { book_id: 'book_red_1' },
    expect: { title: 'On clay', note: { untrusted: 'Good' }, worth: 40 },
    changedBy: { call: 'retitle_book', input: { book_id: 'book_red_1', title: 'On fire' } },
  },
  {
    title: 'A reader is not told what it is worth',
    as: 'red-reader',
    input: { book_id: 'book_red_1' },
    expect: { title: 'On clay', worth: { $absent: true } },
  },
  {
    title: "Another team's book looks like none",
    as: 'red-lead',
    input: { book_id: 'book_blue_1' },
    expectError: 'UNKNOWN_RESOURCE',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleBook(resolve: Resolver): ResourceHandler<Context<'person' | 'team'>> {
  return { resource: book, run: (input, ctx) => resolve(input as Input, ctx) };
}
