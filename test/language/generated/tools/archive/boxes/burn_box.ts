// Generated from spec/archive/boxes/burn_box.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/archive/boxes/burn_box.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/archive/boxes/burn_box.output.json' with { type: 'json' };
import { type BoxId, boxIdShape } from '../../../types/archive.js';

export interface Input {
  /** Identifies a box. */
  readonly box_id: BoxId;
  /** Why; for the team's own book. */
  readonly reason?: string;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Output {
  /** Identifies a box. */
  readonly box_id: BoxId;
}

/** `BOX_NOT_FOUND`: The team has no box {box_id}. */
export type Failure = DeclaredFailure<'BOX_NOT_FOUND', Record<string, never>>;

/** "Burn the old invoices." Takes a box out of the archive for good. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const burnBox = {
  name: 'burn_box',
  module: 'archive',
  domain: 'boxes',
  title: 'Boxes: Burn a box',
  description: '"Burn the old invoices." Takes a box out of the archive for good.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'archive:box:change' }],
  writeMode: 'delete',
  destructive: true,
  idempotent: true,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'rollback' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      box_id: boxIdShape,
      reason: { type: 'string', description: "Why; for the team's own book.", maxLength: 200, sensitivity: 'pii' },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['box_id'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: { type: 'object', properties: { box_id: boxIdShape }, required: ['box_id'], additionalProperties: false },
  },
  errors: { BOX_NOT_FOUND: { message: 'The team has no box {box_id}.', http: 404, channel: 'result' } },
  feeds: { box_id: { tool: 'list_boxes', path: 'boxes[].box_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Burned',
    as: 'red-lead',
    input: { box_id: 'box_red_1', reason: 'Older than ten years' },
    expect: { $exact: true, box_id: 'box_red_1' },
  },
  {
    title: "Another team's box looks like none",
    as: 'red-lead',
    input: { box_id: 'box_blue_1' },
    expectError: 'BOX_NOT_FOUND',
  },
  { title: 'A reader may not', as: 'red-reader', input: { box_id: 'box_red_1' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleBurnBox(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: burnBox, run: (input, ctx) => resolve(input as Input, ctx) };
}
