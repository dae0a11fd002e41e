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

/** A remark. */
export type Remark = string;

export const remarkShape = {
  type: 'string',
  description: 'A remark.',
  maxLength: 80,
  trust: 'cleaned',
} as const satisfies Shape;

/** A row whose columns the caller named. */
export interface Row {
  readonly [key: string]: unknown;
  /** Number of the row. */
  readonly number: number;
  /** What it is called. */
  readonly label: string;
}

export const rowShape = {
  type: 'object',
  description: 'A row whose columns the caller named.',
  properties: {
    number: { type: 'integer', description: 'Number of the row.' },
    label: { type: 'string', description: 'What it is called.', trust: 'cleaned' },
  },
  required: ['number', 'label'],
  additionalProperties: true,
  trust: 'cleaned',
} as const satisfies Shape;
