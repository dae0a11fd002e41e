// Generated from spec/marketplace/orders/place_order_with_saved_method.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithDryRun, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/orders/place_order_with_saved_method.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/orders/place_order_with_saved_method.output.json' with { type: 'json' };
import {
  type CartItem,
  type CouponCode,
  type Currency,
  type OrderId,
  type PackageName,
  type PaymentMethodId,
  type PlacedOrder,
  type Url,
  cartItemShape,
  couponCodeShape,
  currencyShape,
  orderIdShape,
  packageNameShape,
  paymentMethodIdShape,
  placedOrderShape,
  urlShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Saved card; else the default. */
  readonly payment_method_id?: PaymentMethodId;
  /** Instead of the cart's. */
  readonly coupon?: CouponCode;
  /** These alone; the rest stays in the cart. */
  readonly items?: readonly CartItem[];
  /** Preview only. */
  readonly dry_run: boolean;
}

export type Output = PlacedOrder;

/**
 * `AMOUNT_TOO_SMALL`: Nothing below {least} {currency} can be charged.
 *
 * `AUTHENTICATION_REQUIRED`: The bank wants a person to confirm. Nothing was charged and the cart is as before: the
 * cardholder pays at {url}.
 *
 * `CARD_EXPIRED`: The card has expired. Nothing was charged and the cart is as before: choose another card, or a person
 * pays at {url}.
 *
 * `COUPON_NOT_FOUND`: No coupon of this code can be redeemed for this cart.
 *
 * `EMPTY_CART`: The cart is empty. Put something in it first.
 *
 * `INSUFFICIENT_FUNDS`: The card has not enough funds. Nothing was charged and the cart is as before: choose another
 * card, or a person pays at {url}.
 *
 * `NOT_IN_CART`: The cart does not hold as many licences of {package}.
 *
 * `NO_SAVED_METHOD`: No payment method is saved. A person can pay at {url}, which saves theirs.
 *
 * `ORDER_IN_PROGRESS`: The order {order_id} is being paid at this moment. Wait until it is paid, or has failed and its
 * cart is back.
 *
 * `PACKAGE_BLOCKED`: {package} cannot be bought right now: {reason} Remove it from the cart.
 *
 * `PAYMENT_DECLINED`: The card was declined, or could not be charged in time. Nothing was charged and the cart is as
 * before: choose another card, or a person pays at {url}.
 *
 * `PAYMENT_METHOD_NOT_FOUND`: No saved payment method {payment_method_id} in this organization.
 */
export type Failure =
  | DeclaredFailure<'AMOUNT_TOO_SMALL', { readonly least: string; readonly currency: Currency }>
  | DeclaredFailure<'AUTHENTICATION_REQUIRED', { readonly order_id: OrderId; readonly url: Url }>
  | DeclaredFailure<'CARD_EXPIRED', { readonly order_id: OrderId; readonly url: Url }>
  | DeclaredFailure<'COUPON_NOT_FOUND', Record<string, never>>
  | DeclaredFailure<'EMPTY_CART', Record<string, never>>
  | DeclaredFailure<'INSUFFICIENT_FUNDS', { readonly order_id: OrderId; readonly url: Url }>
  | DeclaredFailure<'NOT_IN_CART', { readonly package: PackageName }>
  | DeclaredFailure<'NO_SAVED_METHOD', { readonly url: Url }>
  | DeclaredFailure<'ORDER_IN_PROGRESS', { readonly order_id: OrderId }>
  | DeclaredFailure<'PACKAGE_BLOCKED', { readonly package: PackageName; readonly blocker: string; readonly reason: string }>
  | DeclaredFailure<'PAYMENT_DECLINED', { readonly order_id: OrderId; readonly url: Url }>
  | DeclaredFailure<'PAYMENT_METHOD_NOT_FOUND', Record<string, never>>;

/** "Buy what is in the cart." Charges a saved card; licences appear in list_licenses once Stripe confirms. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun) => Promise<Output | Failure>;

export const placeOrderWithSavedMethod = {
  name: 'place_order_with_saved_method',
  module: 'marketplace',
  domain: 'orders',
  title: 'Orders: Place the order',
  description:
    '"Buy what is in the cart." Charges a saved card; licences appear in list_licenses once Stripe confirms.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:place' }],
  writeMode: 'create',
  effects: ['stripe'],
  openWorld: true,
  destructive: true,
  idempotent: false,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      payment_method_id: { ...paymentMethodIdShape, description: 'Saved card; else the default.' },
      coupon: { ...couponCodeShape, description: "Instead of the cart's." },
      items: {
        type: 'array',
        description: 'These alone; the rest stays in the cart.',
        items: cartItemShape,
        minItems: 1,
        maxItems: 20,
      },
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    additionalProperties: false,
  },
  output: { kind: 'object', shape: placedOrderShape },
  errors: {
    AMOUNT_TOO_SMALL: {
      message: 'Nothing below {least} {currency} can be charged.',
      http: 422,
      channel: 'result',
      data: { least: { type: 'string', maxLength: 20 }, currency: currencyShape },
    },
    AUTHENTICATION_REQUIRED: {
      message:
        'The bank wants a person to confirm. Nothing was charged and the cart is as before: the cardholder pays at {url}.',
      http: 402,
      channel: 'result',
      data: { order_id: orderIdShape, url: urlShape },
    },
    CARD_EXPIRED: {
      message:
        'The card has expired. Nothing was charged and the cart is as before: choose another card, or a person pays at {url}.',
      http: 402,
      channel: 'result',
      data: { order_id: orderIdShape, url: urlShape },
      next: { tool: 'list_payment_methods' },
    },
    COUPON_NOT_FOUND: {
      message: 'No coupon of this code can be redeemed for this cart.',
      http: 422,
      channel: 'result',
    },
    EMPTY_CART: {
      message: 'The cart is empty. Put something in it first.',
      http: 409,
      channel: 'result',
      next: { tool: 'add_to_cart' },
    },
    INSUFFICIENT_FUNDS: {
      message:
        'The card has not enough funds. Nothing was charged and the cart is as before: choose another card, or a person pays at {url}.',
      http: 402,
      channel: 'result',
      data: { order_id: orderIdShape, url: urlShape },
      next: { tool: 'list_payment_methods' },
    },
    NOT_IN_CART: {
      message: 'The cart does not hold as many licences of {package}.',
      http: 409,
      channel: 'result',
      data: { package: packageNameShape },
      next: { tool: 'view_cart' },
    },
    NO_SAVED_METHOD: {
      message: 'No payment method is saved. A person can pay at {url}, which saves theirs.',
      http: 409,
      channel: 'result',
      data: { url: urlShape },
    },
    ORDER_IN_PROGRESS: {
      message:
        'The order {order_id} is being paid at this moment. Wait until it is paid, or has failed and its cart is back.',
      http: 409,
      channel: 'result',
      data: { order_id: orderIdShape },
      next: { tool: 'list_orders' },
    },
    PACKAGE_BLOCKED: {
      message: '{package} cannot be bought right now: {reason} Remove it from the cart.',
      http: 409,
      channel: 'result',
      data: {
        package: packageNameShape,
        blocker: { type: 'string', maxLength: 40 },
        reason: { type: 'string', maxLength: 300 },
      },
      next: { tool: 'remove_from_cart' },
    },
    PAYMENT_DECLINED: {
      message:
        'The card was declined, or could not be charged in time. Nothing was charged and the cart is as before: choose another card, or a person pays at {url}.',
      http: 402,
      channel: 'result',
      data: { order_id: orderIdShape, url: urlShape },
      next: { tool: 'list_payment_methods' },
    },
    PAYMENT_METHOD_NOT_FOUND: {
      message: 'No saved payment method {payment_method_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_payment_methods' },
    },
  },
  feeds: { payment_method_id: { tool: 'list_payment_methods', path: 'payment_methods[].payment_method_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'A part of the cart',
    as: 'acme-owner',
    given: [
      { call: 'add_to_cart', input: { package: 'forge/checkout-booster', quantity: 3 } },
      { call: 'add_to_cart', input: { package: 'globex/search-suite' } },
    ],
    input: { items: [{ package: 'forge/checkout-booster' }] },
    expect: {
      lines: [{ package: 'forge/checkout-booster', quantity: 1 }],
      total: { amount: '58.80', currency: 'GBP' },
    },
  },
  {
    title: 'More than the cart holds',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { items: [{ package: 'forge/checkout-booster', quantity: 2 }] },
    expectError: 'NOT_IN_CART',
  },
  {
    title: 'With the default card',
    as: 'acme-billing',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster', quantity: 2 } }],
    input: {},
    expect: {
      order_id: { $pattern: '^ord_' },
      invoice_id: { $pattern: '^ivc_' },
      status: 'pending',
      payment_method_id: 'pm_demo_visa',
      lines: [{ package: 'forge/checkout-booster', quantity: 2, total: { amount: '98.00' }, tax: { amount: '19.60' } }],
      total: { amount: '117.60', currency: 'GBP' },
    },
  },
  {
    title: 'With another card',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'globex/search-suite' } }],
    input: { payment_method_id: 'pm_demo_mastercard' },
    expect: { status: 'pending', payment_method_id: 'pm_demo_mastercard', total: { amount: '23.99' } },
  },
  {
    title: 'With a coupon',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { coupon: 'welcome10' },
    expect: { coupon: 'WELCOME10', discount: { amount: '4.90' }, total: { amount: '52.92', currency: 'GBP' } },
  },
  {
    title: 'What it would come to',
    as: 'acme-billing',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { dry_run: true },
    expect: { order_id: null, invoice_id: null, status: 'pending', total: { amount: '58.80', currency: 'GBP' } },
  },
  {
    title: 'What is free is paid at once',
    as: 'newcomer',
    given: [{ call: 'add_to_cart', input: { package: 'forge/seo-kit' } }],
    input: {},
    expect: { status: 'paid', payment_method_id: null, total: { amount: '0.00' } },
  },
  { title: 'Nothing in the cart', as: 'acme-owner', input: {}, expectError: 'EMPTY_CART' },
  {
    title: 'No card',
    as: 'newcomer',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: {},
    expectError: 'NO_SAVED_METHOD',
  },
  {
    title: "Another organization's card is not there",
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { payment_method_id: 'pm_demo_globex' },
    expectError: 'PAYMENT_METHOD_NOT_FOUND',
  },
  {
    title: 'No such coupon',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { coupon: 'NOTHING' },
    expectError: 'COUPON_NOT_FOUND',
  },
  { title: 'A developer may not', as: 'acme-developer', input: {}, expectError: 'FORBIDDEN' },
  {
    title: 'The same cart twice',
    as: 'acme-owner',
    given: [
      { call: 'add_to_cart', input: { package: 'forge/checkout-booster' } },
      { call: 'place_order_with_saved_method', input: {} },
    ],
    input: {},
    expectError: 'ORDER_IN_PROGRESS',
  },
  {
    title: 'Withdrawn since it was put in',
    as: 'acme-owner',
    given: [
      { call: 'add_to_cart', input: { package: 'forge/checkout-booster' } },
      {
        call: 'set_package_status',
        as: 'forge-vendor',
        input: { package_id: 'pkg_demo_checkout', status: 'disabled' },
      },
    ],
    input: {},
    expectError: 'PACKAGE_BLOCKED',
  },
  {
    title: 'Next to nothing is left to pay',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { coupon: 'NEARLY48' },
    expectError: 'AMOUNT_TOO_SMALL',
  },
  {
    title: 'The bank declines',
    as: 'anvil-vendor',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: {},
    expectError: 'PAYMENT_DECLINED',
  },
  {
    title: 'Not enough funds',
    as: 'anvil-vendor',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { payment_method_id: 'pm_demo_empty' },
    expectError: 'INSUFFICIENT_FUNDS',
  },
  {
    title: 'The card has expired',
    as: 'anvil-vendor',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { payment_method_id: 'pm_demo_expired' },
    expectError: 'CARD_EXPIRED',
  },
  {
    title: 'The bank asks its customer',
    as: 'anvil-vendor',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { payment_method_id: 'pm_demo_asking' },
    expectError: 'AUTHENTICATION_REQUIRED',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handlePlaceOrderWithSavedMethod(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithEffects<'stripe'> & WithDryRun> {
  return { tool: placeOrderWithSavedMethod, run: (input, ctx) => resolve(input as Input, ctx) };
}
