// Generated from spec/office/desks/move-desk.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/office/desks/move-desk.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/office/desks/move-desk.output.json' with { type: 'json' };
import { type Desk, deskShape } from '../../../types/office.js';

export interface Input {
  /** Desk to move. */
  readonly deskId: string;
  /** Where to. */
  readonly toRoom: string;
}

export type Output = Desk;

/**
 * `DESK_NOT_FOUND`: No desk {deskId} in this team.
 *
 * `ROOM_FULL`: {room} has space for {space} seats.
 */
export type Failure =
  | DeclaredFailure<'DESK_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'ROOM_FULL', { readonly room: string; readonly space: number }>;

/** "Put desk 1 into the hall." Moves a desk to another room, where there is space for it. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output | Failure>;

export const moveDesk = {
  name: 'of-move-desk',
  module: 'office',
  domain: 'desks',
  title: 'Desks: Move a desk',
  description: '"Put desk 1 into the hall." Moves a desk to another room, where there is space for it.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'office:desk:move' }],
  writeMode: 'update',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      deskId: { type: 'string', description: 'Desk to move.', pattern: '^dsk_[a-z0-9_]{1,40}$', maxLength: 44 },
      toRoom: { type: 'string', description: 'Where to.', minLength: 1, maxLength: 40 },
    },
    required: ['deskId', 'toRoom'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: deskShape },
  errors: {
    DESK_NOT_FOUND: {
      message: 'No desk {deskId} in this team.',
      http: 404,
      channel: 'result',
      next: { tool: 'of-list-desks' },
    },
    ROOM_FULL: {
      message: '{room} has space for {space} seats.',
      http: 409,
      channel: 'result',
      data: {
        room: { type: 'string', description: 'The room.', maxLength: 40 },
        space: { type: 'integer', description: 'Seats left.', minimum: 0 },
      },
    },
  },
  feeds: { deskId: { tool: 'of-list-desks', path: 'desks[].deskId' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Into the hall',
    as: 'red-lead',
    input: { deskId: 'dsk_red_1', toRoom: 'Hall' },
    expect: { $exact: true, deskId: 'dsk_red_1', room: 'Hall', seats: 1 },
  },
  {
    title: "Another team's desk looks like none",
    as: 'blue-lead',
    input: { deskId: 'dsk_red_1', toRoom: 'Hall' },
    expectError: 'DESK_NOT_FOUND',
  },
  {
    title: 'The hall holds six',
    as: 'red-lead',
    given: [{ call: 'of-move-desk', input: { deskId: 'dsk_red_2', toRoom: 'Hall' } }],
    input: { deskId: 'dsk_red_1', toRoom: 'Hall' },
    expectError: 'ROOM_FULL',
  },
  {
    title: 'A reader may not',
    as: 'red-reader',
    input: { deskId: 'dsk_red_1', toRoom: 'Hall' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleMoveDesk(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: moveDesk, run: (input, ctx) => resolve(input as Input, ctx) };
}
