// Generated from spec/kiln/firings/peek_in_kiln.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/peek_in_kiln.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/peek_in_kiln.output.json' with { type: 'json' };

export type Input = Record<string, never>;

export interface Output {
  /** Fired so far. */
  readonly pots: number;
}

/** "How is the kiln doing?" A look through the peephole. Each opening lets heat out, so only so many a minute. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const peekInKiln = {
  name: 'peek_in_kiln',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Look into the kiln',
  description:
    '"How is the kiln doing?" A look through the peephole. Each opening lets heat out, so only so many a minute.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:read' }],
  writeMode: 'read',
  openWorld: true,
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { pots: { type: 'integer', description: 'Fired so far.', minimum: 0 } },
      required: ['pots'],
      additionalProperties: false,
    },
  },
  limits: { rate: { calls: 4, per: 'minute' }, concurrent: 2 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  { title: 'An empty kiln', as: 'red-reader', input: {}, expect: { pots: 0 } },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handlePeekInKiln(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: peekInKiln, run: (input, ctx) => resolve(input as Input, ctx) };
}
