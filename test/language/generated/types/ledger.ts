// Generated from spec/ledger/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Identifies a bill. */
export type BillId = string;

export const billIdShape = {
  type: 'string',
  description: 'Identifies a bill.',
  pattern: '^bil_[a-z0-9_]{1,40}$',
  maxLength: 44,
} as const satisfies Shape;

/** Who is to be paid. */
export type Payee = string;

export const payeeShape = {
  type: 'string',
  description: 'Who is to be paid.',
  minLength: 2,
  maxLength: 60,
} as const satisfies Shape;

/** A bill, and how it was settled. */
export interface Bill {
  /** Identifies a bill. */
  readonly bill_id: BillId;
  /** Who is to be paid. */
  readonly payee: Payee;
  /** All parts together, in hundredths. */
  readonly cents: number;
  /** How it stands. */
  readonly status: 'open' | 'paid' | 'forgiven';
  /** The bank's; null unless it was paid. */
  readonly receipt: string | null;
}

export const billShape = {
  type: 'object',
  description: 'A bill, and how it was settled.',
  properties: {
    bill_id: billIdShape,
    payee: { type: 'string', description: 'Who is to be paid.', minLength: 2, maxLength: 60, trust: 'untrusted' },
    cents: { type: 'integer', description: 'All parts together, in hundredths.', minimum: 1, maximum: 5000000 },
    status: { type: 'string', description: 'How it stands.', enum: ['open', 'paid', 'forgiven'] },
    receipt: { type: ['string', 'null'], description: "The bank's; null unless it was paid.", maxLength: 40 },
  },
  required: ['bill_id', 'payee', 'cents', 'status', 'receipt'],
  additionalProperties: false,
} as const satisfies Shape;

/** In hundredths. */
export type Cents = number;

export const centsShape = {
  type: 'integer',
  description: 'In hundredths.',
  minimum: 1,
  maximum: 1000000,
} as const satisfies Shape;
