// Generated from spec/library/books/retitle_book.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/library/books/retitle_book.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/library/books/retitle_book.output.json' with { type: 'json' };
import { type BookId, bookIdShape } from '../../../types/library.js';

export interface Input {
  /** The book. */
  readonly book_id: BookId;
  /** Its new title. */
  readonly title: string;
}

export interface Output {
  /** Id of a book. */
  readonly book_id: BookId;
  /** As it now is. */
  readonly title: string;
}

/** `BOOK_NOT_FOUND`: No book {book_id} in this team. */
export type Failure = DeclaredFailure<'BOOK_NOT_FOUND', Record<string, never>>;

/** Gives a book of the team another title. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const retitleBook = {
  name: 'retitle_book',
  module: 'library',
  domain: 'books',
  title: 'Books: Retitle a book',
  description: 'Gives a book of the team another title.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'library:book:change' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  input: {
    type: 'object',
    properties: {
      book_id: { ...bookIdShape, description: 'The book.' },
      title: { type: 'string', description: 'Its new title.', minLength: 1, maxLength: 80 },
    },
    required: ['book_id', 'title'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { book_id: bookIdShape, title: { type: 'string', description: 'As it now is.' } },
      required: ['book_id', 'title'],
      additionalProperties: false,
    },
  },
  errors: { BOOK_NOT_FOUND: { message: 'No book {book_id} in this team.', http: 404, channel: 'result' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Another title',
    as: 'red-lead',
    input: { book_id: 'book_red_1', title: 'On kilns' },
    expect: { book_id: 'book_red_1', title: 'On kilns' },
  },
  {
    title: "Another team's book looks like none",
    as: 'red-lead',
    input: { book_id: 'book_blue_1', title: 'Mine' },
    expectError: 'BOOK_NOT_FOUND',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { book_id: 'book_red_1', title: 'Mine' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRetitleBook(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: retitleBook, run: (input, ctx) => resolve(input as Input, ctx) };
}
