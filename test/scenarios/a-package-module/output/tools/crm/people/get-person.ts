// Generated from node_modules/acme/spec/crm/people/get-person.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/crm/people/get-person.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/crm/people/get-person.output.json' with { type: 'json' };

export type Input = Record<string, never>;

export interface Output {
  /** Total in cents. */
  readonly total: number;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getPerson = {
  name: 'acme-get-person',
  module: 'crm',
  domain: 'people',
  title: 'People: Get a person',
  description: 'One order by its number.',
  audience: ['member'],
  context: null,
  requires: [],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { total: { type: 'integer', description: 'Total in cents.' } },
      required: ['total'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetPerson(resolve: Resolver): Handler<Context> {
  return { tool: getPerson, run: (input, ctx) => resolve(input as Input, ctx) };
}
