// Generated from spec/crm/people/get_person.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/crm/people/get_person.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/crm/people/get_person.output.json' with { type: 'json' };
import { type OrderId, orderIdShape } from '../../../types/shop.js';

export interface Input {
  /** Their order. */
  readonly order_id?: OrderId;
}

export interface Output {
  /** Id of an order. */
  readonly order_id: OrderId;
}

/** One order by its number. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const getPerson = {
  name: 'get_person',
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
  input: {
    type: 'object',
    properties: { order_id: { ...orderIdShape, description: 'Their order.' } },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { order_id: orderIdShape },
      required: ['order_id'],
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
