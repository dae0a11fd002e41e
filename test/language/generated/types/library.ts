// Generated from spec/library/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Id of a book. */
export type BookId = string;

export const bookIdShape = {
  type: 'string',
  description: 'Id of a book.',
  pattern: '^book_[a-z0-9_]{1,30}$',
  maxLength: 35,
} as const satisfies Shape;
