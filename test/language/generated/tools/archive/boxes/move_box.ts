// Generated from spec/archive/boxes/move_box.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/archive/boxes/move_box.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/archive/boxes/move_box.output.json' with { type: 'json' };
import { type Box, type BoxId, boxIdShape, boxShape } from '../../../types/archive.js';

export interface Input {
  /** Identifies a box. */
  readonly box_id: BoxId;
  /** Where to. */
  readonly place: string;
  /** Whether that is out of the house. */
  readonly outside: boolean;
}

export type Output = Box;

/** `BOX_NOT_FOUND`: The team has no box {box_id}. */
export type Failure = DeclaredFailure<'BOX_NOT_FOUND', Record<string, never>>;

/** "Put the box into the cellar." Within the house nobody is asked; out of it, a person agrees first. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const moveBox = {
  name: 'move_box',
  module: 'archive',
  domain: 'boxes',
  title: 'Boxes: Move a box',
  description: '"Put the box into the cellar." Within the house nobody is asked; out of it, a person agrees first.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'archive:box:change' }],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  confirm: { when: { outside: true } },
  input: {
    type: 'object',
    properties: {
      box_id: boxIdShape,
      place: { type: 'string', description: 'Where to.', minLength: 1, maxLength: 80 },
      outside: { type: 'boolean', description: 'Whether that is out of the house.', default: false },
    },
    required: ['box_id', 'place'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: boxShape },
  errors: { BOX_NOT_FOUND: { message: 'The team has no box {box_id}.', http: 404, channel: 'result' } },
  feeds: { box_id: { tool: 'list_boxes', path: 'boxes[].box_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Into the cellar',
    as: 'red-lead',
    input: { box_id: 'box_red_1', place: 'Cellar' },
    expect: { box_id: 'box_red_1', place: 'Cellar' },
  },
  {
    title: 'To the museum',
    as: 'red-lead',
    input: { box_id: 'box_red_1', place: 'Museum', outside: true },
    expect: { box_id: 'box_red_1', place: 'Museum' },
  },
  {
    title: "Another team's box looks like none",
    as: 'red-lead',
    input: { box_id: 'box_blue_1', place: 'Cellar' },
    expectError: 'BOX_NOT_FOUND',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { box_id: 'box_red_1', place: 'Cellar' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleMoveBox(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: moveBox, run: (input, ctx) => resolve(input as Input, ctx) };
}
