// Generated from spec/gifts/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Colour of the paper. */
export type Colour = 'red' | 'blue';

export const colourShape = {
  type: 'string',
  description: 'Colour of the paper. red (Poppy red), blue (Night blue).',
  enum: ['red', 'blue'],
} as const satisfies Shape;

/** What goes with a gift. */
export type Extra = 'bow' | 'box' | 'card';

export const extraShape = {
  type: 'string',
  description: 'What goes with a gift. bow (A bow), box (A box), card (A card).',
  enum: ['bow', 'box', 'card'],
} as const satisfies Shape;

/** Id of a gift. */
export type GiftId = string;

export const giftIdShape = {
  type: 'string',
  description: 'Id of a gift.',
  pattern: '^gft_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** A wrapped gift of the team. */
export interface Gift {
  /** Id of a gift. */
  readonly gift_id: GiftId;
  /** Who gets it. */
  readonly recipient: string;
  /** Colour of the paper. */
  readonly colour: Colour;
  /** What goes with it. */
  readonly extras: readonly Extra[];
  /** Sheets of paper. */
  readonly sheets: number;
  /** Where the card is. */
  readonly place: string;
  /** What the card says. */
  readonly card: string;
}

export const giftShape = {
  type: 'object',
  description: 'A wrapped gift of the team.',
  properties: {
    gift_id: giftIdShape,
    recipient: { type: 'string', description: 'Who gets it.' },
    colour: colourShape,
    extras: { type: 'array', description: 'What goes with it.', items: extraShape },
    sheets: { type: 'integer', description: 'Sheets of paper.' },
    place: { type: 'string', description: 'Where the card is.' },
    card: { type: 'string', description: 'What the card says.' },
  },
  required: ['gift_id', 'recipient', 'colour', 'extras', 'sheets', 'place', 'card'],
  additionalProperties: false,
} as const satisfies Shape;
