// Generated from spec/marketplace/cart/add_to_cart.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/cart/add_to_cart.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/cart/add_to_cart.output.json' with { type: 'json' };
import { type Cart, type PackageName, cartShape, packageNameShape } from '../../../types/marketplace.js';

export interface Input {
  /** Composer name. */
  readonly package: PackageName;
  /** How many more licences. */
  readonly quantity: number;
}

export type Output = Cart;

/**
 * `CART_FULL`: The cart cannot take this. {reason}
 *
 * `NOT_PURCHASABLE`: {package} cannot be bought right now: {reason}
 *
 * `PACKAGE_NOT_FOUND`: There is no package {package}.
 */
export type Failure =
  | DeclaredFailure<'CART_FULL', { readonly reason: string }>
  | DeclaredFailure<'NOT_PURCHASABLE', { readonly blocker: string; readonly reason: string }>
  | DeclaredFailure<'PACKAGE_NOT_FOUND', Record<string, never>>;

/**
 * "Put two licences of X into the cart." Adds to what is there; buys nothing yet. Not for "buy it right now with our
 * card": use purchase_and_install_packages.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const addToCart = {
  name: 'add_to_cart',
  module: 'marketplace',
  domain: 'cart',
  title: 'Cart: Add to the cart',
  description:
    '"Put two licences of X into the cart." Adds to what is there; buys nothing yet. Not for "buy it right now with our card": use purchase_and_install_packages.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:cart:change' }],
  writeMode: 'update',
  destructive: false,
  idempotent: false,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      package: packageNameShape,
      quantity: { type: 'integer', description: 'How many more licences.', minimum: 1, maximum: 1000, default: 1 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['package'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: cartShape },
  errors: {
    CART_FULL: {
      message: 'The cart cannot take this. {reason}',
      http: 409,
      channel: 'result',
      data: { reason: { type: 'string' } },
      next: { tool: 'view_cart' },
    },
    NOT_PURCHASABLE: {
      message: '{package} cannot be bought right now: {reason}',
      http: 409,
      channel: 'result',
      data: { blocker: { type: 'string' }, reason: { type: 'string' } },
      next: { tool: 'get_package' },
    },
    PACKAGE_NOT_FOUND: {
      message: 'There is no package {package}.',
      http: 404,
      channel: 'result',
      next: { tool: 'search_packages' },
    },
  },
  feeds: { package: { tool: 'search_packages', path: 'packages[].composer_name' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Two licences',
    as: 'acme-developer',
    input: { package: 'forge/checkout-booster', quantity: 2 },
    expect: {
      lines: [{ package: 'forge/checkout-booster', quantity: 2 }],
      total: { amount: '117.60', currency: 'GBP' },
      blocker: null,
    },
  },
  {
    title: 'Again adds',
    as: 'acme-billing',
    given: [{ call: 'add_to_cart', input: { package: 'forge/seo-kit' } }],
    input: { package: 'forge/seo-kit' },
    expect: { lines: [{ package: 'forge/seo-kit', quantity: 2, unit: { amount: '0.00' } }], total: { amount: '0.00' } },
  },
  {
    title: 'Beside what has been withdrawn',
    as: 'globex-owner',
    input: { package: 'forge/seo-kit' },
    expect: {
      lines: [
        { package: 'forge/checkout-booster' },
        { package: 'forge/legacy-import', blocker: 'The vendor has withdrawn it.' },
        { package: 'forge/seo-kit' },
      ],
      coupon: 'WELCOME10',
      blocker: { $pattern: '^forge/legacy-import cannot be bought: ' },
    },
  },
  { title: 'No such package', as: 'acme-owner', input: { package: 'forge/nothing' }, expectError: 'PACKAGE_NOT_FOUND' },
  {
    title: 'Withdrawn by its vendor',
    as: 'acme-owner',
    input: { package: 'forge/legacy-import' },
    expectError: 'NOT_PURCHASABLE',
  },
  {
    title: 'Nobody buys from themselves',
    as: 'globex-owner',
    input: { package: 'globex/search-suite' },
    expectError: 'NOT_PURCHASABLE',
  },
  {
    title: 'More than a cart takes',
    as: 'acme-owner',
    given: [{ call: 'add_to_cart', input: { package: 'forge/seo-kit' } }],
    input: { package: 'forge/seo-kit', quantity: 1000 },
    expectError: 'CART_FULL',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { package: 'forge/checkout-booster' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleAddToCart(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: addToCart, run: (input, ctx) => resolve(input as Input, ctx) };
}
