// Generated from spec/archive/boxes/list_boxes.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/archive/boxes/list_boxes.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/archive/boxes/list_boxes.output.json' with { type: 'json' };
import { type Box, boxShape } from '../../../types/archive.js';

export type Input = Record<string, never>;

export interface Output {
  readonly boxes: readonly Box[];
}

/** "What is in the archive?" Every box of the team. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const listBoxes = {
  name: 'list_boxes',
  module: 'archive',
  domain: 'boxes',
  title: 'Boxes: List boxes',
  description: '"What is in the archive?" Every box of the team.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'archive:box:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'list', of: boxShape, as: 'boxes', rest: 'object' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: "The team's own",
    as: 'red-reader',
    input: {},
    expect: {
      boxes: [
        { box_id: 'box_red_1', place: 'Attic', sealed: true },
        { box_id: 'box_red_2', place: 'Attic', sealed: false },
      ],
    },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListBoxes(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: listBoxes, run: (input, ctx) => resolve(input as Input, ctx) };
}
