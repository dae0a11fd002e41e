// Generated from spec/gifts/wrapping/wrap_gift.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithAsks } from 'toolwright/runtime';
import inputSchema from '../../../schemas/gifts/wrapping/wrap_gift.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/gifts/wrapping/wrap_gift.output.json' with { type: 'json' };
import { type Colour, type Extra, type Gift, colourShape, extraShape, giftShape } from '../../../types/gifts.js';

export interface Input {
  /** Who gets it. */
  readonly recipient: string;
}

export type Output = Gift;

/** `WRAPPED_ALREADY`: There is a gift for '{recipient}' already. */
export type Failure = DeclaredFailure<'WRAPPED_ALREADY', Record<string, never>>;

/** Accepted answers, by question. */
export interface Questions {
  /** Which paper for {recipient}? */
  readonly paper: {
    /** Colour of the paper. */
    readonly colour: Colour;
    /** How many sheets. */
    readonly sheets: number;
    readonly shiny?: boolean;
  };
  /** What goes with the {colour} gift? */
  readonly extras: {
    /** At most two. */
    readonly extras: readonly Extra[];
    readonly place: 'left' | 'right';
    /** Where it is taped. */
    readonly corners?: readonly ('left' | 'right')[];
    /** What the card says. */
    readonly card: string;
    readonly sender?: string;
    /** In kilograms. */
    readonly weight?: number;
  };
}

/** "Wrap something for Ada." Asks a person for the paper and then for what goes with it, and notes the gift. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'> & WithAsks<Questions>) => Promise<Output | Failure>;

export const wrapGift = {
  name: 'wrap_gift',
  module: 'gifts',
  domain: 'wrapping',
  title: 'Wrapping: Wrap a gift',
  description:
    '"Wrap something for Ada." Asks a person for the paper and then for what goes with it, and notes the gift.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'gifts:gift:wrap' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  input: {
    type: 'object',
    properties: { recipient: { type: 'string', description: 'Who gets it.', minLength: 1, maxLength: 40 } },
    required: ['recipient'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: giftShape },
  errors: { WRAPPED_ALREADY: { message: "There is a gift for '{recipient}' already.", http: 409, channel: 'result' } },
  asks: {
    paper: {
      message: 'Which paper for {recipient}?',
      form: {
        type: 'object',
        properties: {
          colour: colourShape,
          sheets: { type: 'integer', description: 'How many sheets.', minimum: 1, maximum: 9, default: 2 },
          shiny: { type: 'boolean' },
        },
        required: ['colour'],
        additionalProperties: false,
      },
      schema: {
        type: 'object',
        properties: {
          colour: {
            type: 'string',
            oneOf: [{ const: 'red', title: 'Poppy red' }, { const: 'blue', title: 'Night blue' }],
            description: 'Colour of the paper.',
          },
          sheets: { type: 'integer', minimum: 1, maximum: 9, description: 'How many sheets.', default: 2 },
          shiny: { type: 'boolean' },
        },
        required: ['colour'],
      },
    },
    extras: {
      message: 'What goes with the {colour} gift?',
      form: {
        type: 'object',
        properties: {
          extras: { type: 'array', description: 'At most two.', items: extraShape, minItems: 1, maxItems: 2 },
          place: { type: 'string', enum: ['left', 'right'], default: 'left' },
          corners: {
            type: 'array',
            description: 'Where it is taped.',
            items: { type: 'string', enum: ['left', 'right'] },
            maxItems: 1000,
          },
          card: { type: 'string', description: 'What the card says.', minLength: 2, maxLength: 80 },
          sender: { type: 'string', format: 'email', maxLength: 10000 },
          weight: { type: 'number', description: 'In kilograms.', minimum: 0.5, maximum: 20 },
        },
        required: ['extras', 'card'],
        additionalProperties: false,
      },
      schema: {
        type: 'object',
        properties: {
          extras: {
            type: 'array',
            minItems: 1,
            maxItems: 2,
            items: {
              anyOf: [
                { const: 'bow', title: 'A bow' },
                { const: 'box', title: 'A box' },
                { const: 'card', title: 'A card' },
              ],
            },
            description: 'At most two.',
          },
          place: { type: 'string', enum: ['left', 'right'], default: 'left' },
          corners: {
            type: 'array',
            items: { type: 'string', enum: ['left', 'right'] },
            description: 'Where it is taped.',
          },
          card: { type: 'string', minLength: 2, maxLength: 80, description: 'What the card says.' },
          sender: { type: 'string', format: 'email' },
          weight: { type: 'number', minimum: 0.5, maximum: 20, description: 'In kilograms.' },
        },
        required: ['extras', 'card'],
      },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Paper first, then what goes with it',
    as: 'red-lead',
    input: { recipient: 'Ada' },
    expect: {
      gift_id: { $pattern: '^gft_' },
      recipient: 'Ada',
      colour: 'red',
      extras: ['bow'],
      sheets: 2,
      place: 'left',
    },
  },
  { title: 'One gift each', as: 'red-lead', input: { recipient: 'Bo' }, expectError: 'WRAPPED_ALREADY' },
  { title: 'A reader may not', as: 'red-reader', input: { recipient: 'Ada' }, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleWrapGift(resolve: Resolver): Handler<Context<'person' | 'team'> & WithAsks<Questions>> {
  return { tool: wrapGift, run: (input, ctx) => resolve(input as Input, ctx) };
}
