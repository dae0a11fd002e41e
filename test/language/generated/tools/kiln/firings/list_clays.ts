// Generated from spec/kiln/firings/list_clays.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/kiln/firings/list_clays.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/kiln/firings/list_clays.output.json' with { type: 'json' };
import { type ClayId, clayIdShape } from '../../../types/kiln.js';

export type Input = Record<string, never>;

export interface Output {
  /** All of them. */
  readonly clays: readonly {
    /** A clay. */
    readonly clay_id: ClayId;
    /** As potters say. */
    readonly name: string;
  }[];
}

/** "Which clays do we have?" The clays of the team, the one to begin with first. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const listClays = {
  name: 'list_clays',
  module: 'kiln',
  domain: 'firings',
  title: 'Firings: Clays',
  description: '"Which clays do we have?" The clays of the team, the one to begin with first.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'kiln:firing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        clays: {
          type: 'array',
          description: 'All of them.',
          items: {
            type: 'object',
            properties: { clay_id: clayIdShape, name: { type: 'string', description: 'As potters say.' } },
            required: ['clay_id', 'name'],
            additionalProperties: false,
          },
        },
      },
      required: ['clays'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Of one team',
    as: 'red-lead',
    input: {},
    expect: { clays: [{ clay_id: 'cly_red_1', name: 'Stoneware' }, { clay_id: 'cly_red_2', name: 'Porcelain' }] },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListClays(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: listClays, run: (input, ctx) => resolve(input as Input, ctx) };
}
