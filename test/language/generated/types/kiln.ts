// Generated from spec/kiln/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A clay. */
export type ClayId = string;

export const clayIdShape = {
  type: 'string',
  description: 'A clay.',
  pattern: '^cly_[a-z0-9_]{1,40}$',
} as const satisfies Shape;
