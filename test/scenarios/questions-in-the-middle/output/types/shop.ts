// Generated from spec/shop/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Id of an order. */
export type OrderId = string;

export const orderIdShape = {
  type: 'string',
  description: 'Id of an order.',
  pattern: '^ord_[a-z0-9]+$',
  maxLength: 40,
} as const satisfies Shape;

/** What goes with a gift. */
export type Wish = 'box' | 'bow' | 'card';

export const wishShape = {
  type: 'string',
  description: 'What goes with a gift. box (A box), bow (A bow), card (A card).',
  enum: ['box', 'bow', 'card'],
} as const satisfies Shape;
