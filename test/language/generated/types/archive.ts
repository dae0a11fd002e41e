// Generated from spec/archive/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Identifies a box. */
export type BoxId = string;

export const boxIdShape = {
  type: 'string',
  description: 'Identifies a box.',
  pattern: '^box_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** A box of the team's archive. */
export interface Box {
  /** Identifies a box. */
  readonly box_id: BoxId;
  /** Where it stands. */
  readonly place: string;
  /** Whether nobody may open it. */
  readonly sealed: boolean;
}

export const boxShape = {
  type: 'object',
  description: "A box of the team's archive.",
  properties: {
    box_id: boxIdShape,
    place: { type: 'string', description: 'Where it stands.', maxLength: 80 },
    sealed: { type: 'boolean', description: 'Whether nobody may open it.' },
  },
  required: ['box_id', 'place', 'sealed'],
  additionalProperties: false,
} as const satisfies Shape;
