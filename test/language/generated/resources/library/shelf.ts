// Generated from spec/library/resources/shelf.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export interface Input {
  /** Which shelf. */
  readonly shelf: 'upper' | 'lower';
  /** Which page of the list. */
  readonly page: number;
  /** By what it is sorted. */
  readonly order: 'title' | 'age';
}

export type Output = string;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** The titles that stand on a shelf, a line each. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const shelf = {
  name: 'shelf',
  module: 'library',
  uri: 'library://shelves/{shelf}/list.txt{?page,order}',
  template: true,
  title: 'A shelf',
  description: 'The titles that stand on a shelf, a line each.',
  mimeType: 'text/plain',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'library:book:read' }],
  parameters: {
    type: 'object',
    properties: {
      shelf: { type: 'string', description: 'Which shelf.', enum: ['upper', 'lower'] },
      page: { type: 'integer', description: 'Which page of the list.', minimum: 1, maximum: 9, default: 1 },
      order: { type: 'string', description: 'By what it is sorted.', enum: ['title', 'age'], default: 'title' },
    },
    required: ['shelf'],
    additionalProperties: false,
  },
  output: { kind: 'text' },
} as const satisfies Resource;

export const examples = [
  { title: 'The upper shelf', as: 'red-lead', input: { shelf: 'upper' }, expect: 'upper, page 1 by title\nOn clay' },
  {
    title: 'Its second page, by age',
    as: 'blue-lead',
    input: { shelf: 'upper', page: 2, order: 'age' },
    expect: 'upper, page 2 by age\n',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handleShelf(resolve: Resolver): ResourceHandler<Context<'person' | 'team'>> {
  return { resource: shelf, run: (input, ctx) => resolve(input as Input, ctx) };
}
