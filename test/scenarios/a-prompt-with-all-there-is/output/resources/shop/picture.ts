// Generated from spec/shop/resources/picture.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Resource, ResourceHandler } from 'toolwright/runtime';

export interface Input {
  /** Name of the picture. */
  readonly name: string;
}

export type Output = Uint8Array;

export type Failure = DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>;

/** Of a product. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const picture = {
  name: 'picture',
  module: 'shop',
  uri: 'shop://pictures/{name}.png',
  template: true,
  title: 'Picture',
  description: 'Of a product.',
  mimeType: 'image/png',
  audience: ['member'],
  context: null,
  requires: [],
  parameters: {
    type: 'object',
    properties: { name: { type: 'string', description: 'Name of the picture.', maxLength: 40 } },
    required: ['name'],
    additionalProperties: false,
  },
  output: { kind: 'binary' },
} as const satisfies Resource;

export const examples = [
  { title: 'A picture', as: 'owner', input: { name: 'shoe' }, expect: { $any: 'string' } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that reads it. */
export function handlePicture(resolve: Resolver): ResourceHandler<Context> {
  return { resource: picture, run: (input, ctx) => resolve(input as Input, ctx) };
}
