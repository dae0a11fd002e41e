// Generated from spec/office/desks/list-desks.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/office/desks/list-desks.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/office/desks/list-desks.output.json' with { type: 'json' };
import { type Desk, deskShape } from '../../../types/office.js';

export interface Input {
  /** Page, counted from 1. */
  readonly page: number;
  /** Page size. */
  readonly pageSize: number;
  /** Order; - is descending. */
  readonly sort: 'room' | '-room' | 'seats' | '-seats';
  /** All must hold. */
  readonly filters?: {
    /** By seats. */
    readonly seats?: {
      /** Equal to this. */
      readonly eq?: number;
      /** One of these. */
      readonly in?: readonly number[];
      /** This or above. */
      readonly from?: number;
      /** This or below. */
      readonly to?: number;
    };
  };
}

export interface Output {
  readonly desks: readonly Desk[];
  /** Items on all pages together. */
  readonly total: number;
}

/** "Where are our desks?" The team's desks in pages, each with its room and how many sit there. */
export type Resolver = (input: Input, ctx: Context<'person' | 'team'>) => Promise<Output>;

export const listDesks = {
  name: 'of-list-desks',
  module: 'office',
  domain: 'desks',
  title: 'Desks: List desks',
  description: '"Where are our desks?" The team\'s desks in pages, each with its room and how many sit there.',
  audience: ['worker'],
  context: 'team',
  requires: [{ privilege: 'office:desk:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  page: { style: 'page_size', default: 2, max: 10 },
  sort: { fields: ['room', 'seats'], default: 'room' },
  filters: { seats: ['eq', 'in', 'from', 'to'] },
  input: {
    type: 'object',
    properties: {
      page: { type: 'integer', description: 'Page, counted from 1.', minimum: 1, default: 1 },
      pageSize: { type: 'integer', description: 'Page size.', minimum: 1, maximum: 10, default: 2 },
      sort: {
        type: 'string',
        description: 'Order; - is descending.',
        enum: ['room', '-room', 'seats', '-seats'],
        default: 'room',
      },
      filters: {
        type: 'object',
        description: 'All must hold.',
        properties: {
          seats: {
            type: 'object',
            description: 'By seats.',
            properties: {
              eq: { type: 'integer', description: 'Equal to this.', minimum: 1, maximum: 8 },
              in: {
                type: 'array',
                description: 'One of these.',
                items: { type: 'integer', minimum: 1, maximum: 8 },
                minItems: 1,
                maxItems: 1000,
              },
              from: { type: 'integer', description: 'This or above.', minimum: 1, maximum: 8 },
              to: { type: 'integer', description: 'This or below.', minimum: 1, maximum: 8 },
            },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  },
  output: { kind: 'list', of: deskShape, as: 'desks', rest: 'bare' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'In the order of rooms',
    as: 'red-reader',
    input: {},
    expect: {
      desks: [{ deskId: 'dsk_red_2', room: 'Attic', seats: 4 }, { deskId: 'dsk_red_1', room: 'Cellar', seats: 1 }],
      page: { page: 1, page_size: 2, total: 3, has_more: true },
    },
  },
  {
    title: 'Large desks',
    as: 'red-lead',
    input: { filters: { seats: { from: 4 } }, pageSize: 10 },
    expect: { desks: [{ deskId: 'dsk_red_2' }] },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListDesks(resolve: Resolver): Handler<Context<'person' | 'team'>> {
  return { tool: listDesks, run: (input, ctx) => resolve(input as Input, ctx) };
}
