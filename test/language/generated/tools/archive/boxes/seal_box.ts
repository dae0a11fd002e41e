// Generated from spec/archive/boxes/seal_box.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/archive/boxes/seal_box.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/archive/boxes/seal_box.output.json' with { type: 'json' };
import { type Box, type BoxId, boxIdShape, boxShape } from '../../../types/archive.js';

export interface SealInput {
  readonly action: 'seal';
  /** Identifies a box. */
  readonly box_id: BoxId;
}

export interface BreakInput {
  readonly action: 'break';
  /** Identifies a box. */
  readonly box_id: BoxId;
}

export interface GiveInput {
  readonly action: 'give';
  /** Identifies a box. */
  readonly box_id: BoxId;
  /** give: to whom. */
  readonly place: string;
}

export type Input = SealInput | BreakInput | GiveInput;

export type Output = Box;

/** `BOX_NOT_FOUND`: The team has no box {box_id}. */
export type Failure = DeclaredFailure<'BOX_NOT_FOUND', Record<string, never>>;

/** "Seal this box." Sealing is done at once; to break a seal or to give the box away, a person agrees first. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const sealBox = {
  name: 'seal_box',
  module: 'archive',
  domain: 'boxes',
  title: 'Boxes: Seal or open a box',
  description:
    '"Seal this box." Sealing is done at once; to break a seal or to give the box away, a person agrees first.',
  audience: ['worker'],
  context: 'team',
  requires: [],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  actions: {
    seal: {
      requires: [{ privilege: 'archive:box:change' }],
      refuses: ['place'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
    },
    break: {
      requires: [{ privilege: 'archive:box:change' }],
      refuses: ['place'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
      confirm: true,
    },
    give: {
      requires: [{ privilege: 'archive:box:change' }],
      needs: ['place'],
      writeMode: 'update',
      destructive: false,
      idempotent: true,
      confirm: true,
    },
  },
  input: {
    type: 'object',
    properties: {
      box_id: boxIdShape,
      place: { type: 'string', description: 'give: to whom.', minLength: 1, maxLength: 80 },
      action: { type: 'string', description: 'What to do. give: needs place.', enum: ['seal', 'break', 'give'] },
    },
    required: ['box_id', 'action'],
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
    title: 'Sealed',
    as: 'red-lead',
    input: { action: 'seal', box_id: 'box_red_2' },
    expect: { box_id: 'box_red_2', sealed: true },
  },
  {
    title: 'Opened again',
    as: 'red-lead',
    input: { action: 'break', box_id: 'box_red_1' },
    expect: { box_id: 'box_red_1', sealed: false },
  },
  {
    title: 'Given away',
    as: 'red-lead',
    input: { action: 'give', box_id: 'box_red_1', place: 'Museum' },
    expect: { box_id: 'box_red_1', place: 'Museum' },
  },
  {
    title: "Another team's box looks like none",
    as: 'red-lead',
    input: { action: 'seal', box_id: 'box_blue_1' },
    expectError: 'BOX_NOT_FOUND',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { action: 'break', box_id: 'box_red_1' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSealBox(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: sealBox, run: (input, ctx) => resolve(input as Input, ctx) };
}
