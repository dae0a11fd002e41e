// Generated from spec/shop/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A condition. */
export interface Filter {
  /** Field. */
  readonly field: string;
  /** All of these. */
  readonly all?: readonly {
    /** Field. */
    readonly field: string;
    /** All of these. */
    readonly all?: readonly {
      /** Field. */
      readonly field: string;
    }[];
  }[];
}

export const filterShape = {
  type: 'object',
  description: 'A condition.',
  properties: {
    field: { type: 'string', description: 'Field.' },
    all: {
      type: 'array',
      description: 'All of these.',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string', description: 'Field.' },
          all: {
            type: 'array',
            description: 'All of these.',
            items: {
              type: 'object',
              properties: { field: { type: 'string', description: 'Field.' } },
              required: ['field'],
              additionalProperties: false,
            },
          },
        },
        required: ['field'],
        additionalProperties: false,
      },
    },
  },
  required: ['field'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of an order. */
export type OrderId = string;

export const orderIdShape = {
  type: 'string',
  description: 'Id of an order.',
  pattern: '^ord_[a-z0-9]+$',
  maxLength: 40,
} as const satisfies Shape;
