// Generated from spec/office/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A desk in a room. */
export interface Desk {
  /** Identifies the desk. */
  readonly deskId: string;
  /** Where it stands. */
  readonly room: string;
  /** How many sit there. */
  readonly seats: number;
}

export const deskShape = {
  type: 'object',
  description: 'A desk in a room.',
  properties: {
    deskId: { type: 'string', description: 'Identifies the desk.', pattern: '^dsk_[a-z0-9_]{1,40}$', maxLength: 44 },
    room: { type: 'string', description: 'Where it stands.', maxLength: 40 },
    seats: { type: 'integer', description: 'How many sit there.', minimum: 1, maximum: 8 },
  },
  required: ['deskId', 'room', 'seats'],
  additionalProperties: false,
} as const satisfies Shape;
