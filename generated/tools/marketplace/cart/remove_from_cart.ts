// Generated from spec/marketplace/cart/remove_from_cart.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/cart/remove_from_cart.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/cart/remove_from_cart.output.json' with { type: 'json' };
import { type Cart, type PackageName, cartShape, packageNameShape } from '../../../types/marketplace.js';

export interface Input {
  /** Composer name. */
  readonly package: PackageName;
  /** How many fewer; without it all. */
  readonly quantity?: number;
}

export type Output = Cart;

/** `NOT_IN_CART`: {package} is not in the cart. */
export type Failure = DeclaredFailure<'NOT_IN_CART', Record<string, never>>;

/** Takes a package, or some of its licences, out of the cart. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const removeFromCart = {
  name: 'remove_from_cart',
  module: 'marketplace',
  domain: 'cart',
  title: 'Cart: Remove from the cart',
  description: 'Takes a package, or some of its licences, out of the cart.',
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
      quantity: { type: 'integer', description: 'How many fewer; without it all.', minimum: 1, maximum: 1000 },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['package'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: cartShape },
  errors: {
    NOT_IN_CART: {
      message: '{package} is not in the cart.',
      http: 404,
      channel: 'result',
      next: { tool: 'view_cart' },
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'All of it',
    as: 'acme-developer',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster', quantity: 2 } }],
    input: { package: 'forge/checkout-booster' },
    expect: { lines: [], total: { amount: '0.00' } },
  },
  {
    title: 'One fewer',
    as: 'acme-billing',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster', quantity: 3 } }],
    input: { package: 'forge/checkout-booster', quantity: 1 },
    expect: { lines: [{ package: 'forge/checkout-booster', quantity: 2 }] },
  },
  {
    title: 'What can be bought goes, what cannot stays',
    as: 'globex-owner',
    input: { package: 'forge/checkout-booster' },
    expect: {
      lines: [{ package: 'forge/legacy-import', blocker: 'The vendor has withdrawn it.' }],
      coupon: 'WELCOME10',
      blocker: { $pattern: '^forge/legacy-import cannot be bought: ' },
    },
  },
  {
    title: 'What is not in it',
    as: 'acme-owner',
    input: { package: 'forge/checkout-booster' },
    expectError: 'NOT_IN_CART',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { package: 'forge/checkout-booster' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleRemoveFromCart(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: removeFromCart, run: (input, ctx) => resolve(input as Input, ctx) };
}
