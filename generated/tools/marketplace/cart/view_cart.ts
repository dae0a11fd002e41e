// Generated from spec/marketplace/cart/view_cart.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/cart/view_cart.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/cart/view_cart.output.json' with { type: 'json' };
import { type Cart, cartShape } from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export type Output = Cart;

/**
 * "What is in our cart, and what will it cost?" Lines, each vendor's part, discount, tax, total, what stands in the
 * way.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const viewCart = {
  name: 'view_cart',
  module: 'marketplace',
  domain: 'cart',
  title: 'Cart: View the cart',
  description:
    '"What is in our cart, and what will it cost?" Lines, each vendor\'s part, discount, tax, total, what stands in the way.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:cart:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'object', shape: cartShape },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Nothing yet',
    as: 'acme-viewer',
    input: {},
    expect: {
      lines: [],
      vendors: [],
      total: { amount: '0.00', currency: 'GBP' },
      blocker: 'There is nothing in the cart.',
    },
  },
  {
    title: 'Two vendors, British tax',
    as: 'acme-viewer',
    given: [
      { call: 'add_to_cart', as: 'acme-developer', input: { package: 'forge/checkout-booster', quantity: 2 } },
      { call: 'add_to_cart', as: 'acme-billing', input: { package: 'globex/search-suite' } },
    ],
    input: {},
    expect: {
      $exact: true,
      lines: [
        {
          $exact: true,
          package: 'forge/checkout-booster',
          title: { untrusted: 'Checkout Booster' },
          vendor: { untrusted: 'Forge' },
          quantity: 2,
          cadence: null,
          unit: { amount: '49.00', currency: 'GBP' },
          total: { amount: '98.00', currency: 'GBP' },
          discount: { amount: '0.00', currency: 'GBP' },
          tax: { amount: '19.60', currency: 'GBP' },
          blocker: null,
        },
        { package: 'globex/search-suite', cadence: 'monthly', tax: { amount: '4.00', currency: 'GBP' } },
      ],
      vendors: [
        {
          vendor: { untrusted: 'Forge' },
          subtotal: { amount: '98.00', currency: 'GBP' },
          tax: { amount: '19.60', currency: 'GBP' },
        },
        {
          vendor: { untrusted: 'Globex Software' },
          subtotal: { amount: '19.99', currency: 'GBP' },
          tax: { amount: '4.00', currency: 'GBP' },
        },
      ],
      coupon: null,
      tax_country: 'GB',
      subtotal: { amount: '117.99', currency: 'GBP' },
      discount: { amount: '0.00', currency: 'GBP' },
      tax: { amount: '23.60', currency: 'GBP' },
      total: { amount: '141.59', currency: 'GBP' },
      blocker: null,
      checkout_url: { $pattern: '/account/cart\\?org=org_demo_acme$' },
    },
  },
  {
    title: 'A coupon, and what has been withdrawn since',
    as: 'globex-owner',
    input: {},
    expect: {
      lines: [
        { package: 'forge/checkout-booster', discount: { amount: '4.90' }, blocker: null },
        { package: 'forge/legacy-import', blocker: 'The vendor has withdrawn it.' },
      ],
      coupon: 'WELCOME10',
      blocker: { $pattern: '^forge/legacy-import cannot be bought: ' },
    },
  },
  { title: 'Who only sells has no cart', as: 'forge-vendor', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleViewCart(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: viewCart, run: (input, ctx) => resolve(input as Input, ctx) };
}
