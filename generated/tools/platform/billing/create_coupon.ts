// Generated from spec/platform/billing/create_coupon.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/billing/create_coupon.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/billing/create_coupon.output.json' with { type: 'json' };
import {
  type CouponDuration,
  type CreatedCoupon,
  type DiscountType,
  couponDurationShape,
  createdCouponShape,
  discountTypeShape,
} from '../../../types/platform.js';

export interface Input {
  /** Uppercase letters, numbers, hyphens and underscores. */
  readonly code: string;
  /** What it is called. */
  readonly name: string;
  /** What value is. */
  readonly type: DiscountType;
  /** 1-100 per cent, or an amount in pounds. */
  readonly value: number;
  /** How long renewals are discounted too. */
  readonly duration: CouponDuration;
  /** Of repeating alone; else 12. */
  readonly duration_in_months?: number;
  /** In all; null: unlimited. */
  readonly max_uses?: number | null;
  /** Its last day (UTC), YYYY-MM-DD. */
  readonly valid_until?: string;
}

export interface Output {
  /** True. */
  readonly success: boolean;
  /** A discount code and its terms. */
  readonly coupon: CreatedCoupon;
}

/**
 * `DUPLICATE_COUPON_CODE`: A coupon with this code already exists.
 *
 * `DURATION_MISMATCH`: Only a repeating coupon has months. Set duration to repeating, or leave duration_in_months out.
 *
 * `EXPIRED_ALREADY`: The day {valid_until} is over. Name today or a later day, or leave valid_until out.
 *
 * `INVALID_AMOUNT`: A fixed amount must be between 0.01 and 999999.99 pounds.
 *
 * `INVALID_COUPON_CODE`: Invalid code format. Use only uppercase letters, numbers, hyphens, and underscores.
 *
 * `INVALID_PERCENTAGE`: Percentage value must be between 1 and 100.
 *
 * `VALUE_TOO_PRECISE`: A value has two decimal places at most. Round it.
 */
export type Failure =
  | DeclaredFailure<'DUPLICATE_COUPON_CODE', Record<string, never>>
  | DeclaredFailure<'DURATION_MISMATCH', Record<string, never>>
  | DeclaredFailure<'EXPIRED_ALREADY', Record<string, never>>
  | DeclaredFailure<'INVALID_AMOUNT', Record<string, never>>
  | DeclaredFailure<'INVALID_COUPON_CODE', Record<string, never>>
  | DeclaredFailure<'INVALID_PERCENTAGE', Record<string, never>>
  | DeclaredFailure<'VALUE_TOO_PRECISE', Record<string, never>>;

/** "Make a code for 25% off." Creates a discount code that buyers redeem in their carts. */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const createCoupon = {
  name: 'create_coupon',
  module: 'platform',
  domain: 'billing',
  title: 'Billing: Create a coupon',
  description: '"Make a code for 25% off." Creates a discount code that buyers redeem in their carts.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:coupon:create' }],
  writeMode: 'create',
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      code: { type: 'string', description: 'Uppercase letters, numbers, hyphens and underscores.', maxLength: 40 },
      name: { type: 'string', description: 'What it is called.', pattern: '\\S', maxLength: 80 },
      type: { ...discountTypeShape, default: 'percentage' },
      value: { type: 'number', description: '1-100 per cent, or an amount in pounds.' },
      duration: { ...couponDurationShape, default: 'once' },
      duration_in_months: { type: 'integer', description: 'Of repeating alone; else 12.', minimum: 1, maximum: 120 },
      max_uses: { type: ['integer', 'null'], description: 'In all; null: unlimited.', minimum: 1, maximum: 1000000 },
      valid_until: { type: 'string', description: 'Its last day (UTC), YYYY-MM-DD.', format: 'date', maxLength: 10 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['code', 'name', 'value'],
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: { success: { type: 'boolean', description: 'True.' }, coupon: createdCouponShape },
      required: ['success', 'coupon'],
      additionalProperties: false,
    },
  },
  errors: {
    DUPLICATE_COUPON_CODE: { message: 'A coupon with this code already exists.', http: 409, channel: 'result' },
    DURATION_MISMATCH: {
      message: 'Only a repeating coupon has months. Set duration to repeating, or leave duration_in_months out.',
      http: 422,
      channel: 'result',
    },
    EXPIRED_ALREADY: {
      message: 'The day {valid_until} is over. Name today or a later day, or leave valid_until out.',
      http: 422,
      channel: 'result',
    },
    INVALID_AMOUNT: {
      message: 'A fixed amount must be between 0.01 and 999999.99 pounds.',
      http: 422,
      channel: 'result',
    },
    INVALID_COUPON_CODE: {
      message: 'Invalid code format. Use only uppercase letters, numbers, hyphens, and underscores.',
      http: 422,
      channel: 'result',
    },
    INVALID_PERCENTAGE: { message: 'Percentage value must be between 1 and 100.', http: 422, channel: 'result' },
    VALUE_TOO_PRECISE: { message: 'A value has two decimal places at most. Round it.', http: 422, channel: 'result' },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A quarter off',
    as: 'staff',
    input: {
      code: 'SUMMER25',
      name: 'Summer Sale',
      type: 'percentage',
      value: 25,
      duration: 'once',
      max_uses: 100,
      valid_until: '2099-08-31',
    },
    expect: {
      success: true,
      coupon: {
        id: { $pattern: '^cpn_' },
        code: 'SUMMER25',
        name: 'Summer Sale',
        type: 'percentage',
        value: 25,
        duration: 'once',
        max_uses: 100,
        valid_until: '2099-08-31',
        is_active: true,
      },
    },
  },
  {
    title: 'What is left out',
    as: 'staff',
    input: { code: 'FRIENDS', name: 'Friends', value: 12.5 },
    expect: { coupon: { type: 'percentage', value: 12.5, duration: 'once', max_uses: null, valid_until: null } },
  },
  {
    title: 'Pounds off for half a year',
    as: 'staff',
    input: {
      code: 'TENNER-OFF',
      name: 'Ten pounds off',
      type: 'fixed_amount',
      value: 10.5,
      duration: 'repeating',
      duration_in_months: 6,
      max_uses: null,
    },
    expect: { coupon: { type: 'fixed_amount', value: 10.5, duration: 'repeating', duration_in_months: 6 } },
  },
  {
    title: 'A year where no months are named',
    as: 'staff',
    input: { code: 'YEARLONG', name: 'A year', value: 5, duration: 'repeating' },
    expect: { coupon: { duration_in_months: 12 } },
  },
  {
    title: 'A code in small letters',
    as: 'staff',
    input: { code: 'summer-25', name: 'Summer', value: 25 },
    expectError: 'INVALID_COUPON_CODE',
  },
  {
    title: 'A code that there is',
    as: 'staff',
    input: { code: 'WELCOME10', name: 'Welcome again', value: 10 },
    expectError: 'DUPLICATE_COUPON_CODE',
  },
  {
    title: 'More than everything',
    as: 'staff',
    input: { code: 'TOOMUCH', name: 'Too much', value: 101 },
    expectError: 'INVALID_PERCENTAGE',
  },
  {
    title: 'Nothing off',
    as: 'staff',
    input: { code: 'NOTHING', name: 'Nothing', type: 'fixed_amount', value: 0 },
    expectError: 'INVALID_AMOUNT',
  },
  {
    title: 'A part of a penny',
    as: 'staff',
    input: { code: 'PENNIES', name: 'Pennies', type: 'fixed_amount', value: 0.015 },
    expectError: 'VALUE_TOO_PRECISE',
  },
  {
    title: 'Months of what is once',
    as: 'staff',
    input: { code: 'MONTHS', name: 'Months', value: 10, duration_in_months: 3 },
    expectError: 'DURATION_MISMATCH',
  },
  {
    title: 'Over before it begins',
    as: 'staff',
    input: { code: 'LATE', name: 'Late', value: 10, valid_until: '2020-02-29' },
    expectError: 'EXPIRED_ALREADY',
  },
  {
    title: "Not for an organization's people",
    as: 'acme-owner',
    input: { code: 'MINE', name: 'Mine', value: 100 },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleCreateCoupon(resolve: Resolver): Handler<Context> {
  return { tool: createCoupon, run: (input, ctx) => resolve(input as Input, ctx) };
}
