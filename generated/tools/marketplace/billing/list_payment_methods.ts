// Generated from spec/marketplace/billing/list_payment_methods.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/list_payment_methods.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/list_payment_methods.output.json' with { type: 'json' };
import { type PaymentMethod, type Url, paymentMethodShape, urlShape } from '../../../types/marketplace.js';

export type Input = Record<string, never>;

export interface Output {
  /** The saved cards. */
  readonly payment_methods: readonly PaymentMethod[];
  /** The page where a person saves a card. */
  readonly add_url: Url;
}

/** "Which cards are saved?" Masked, the default first; add_url is the page where a person saves one. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listPaymentMethods = {
  name: 'list_payment_methods',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: List payment methods',
  description: '"Which cards are saved?" Masked, the default first; add_url is the page where a person saves one.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        payment_methods: { type: 'array', description: 'The saved cards.', items: paymentMethodShape },
        add_url: { ...urlShape, description: 'The page where a person saves a card.' },
      },
      required: ['payment_methods', 'add_url'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Masked',
    as: 'acme-billing',
    input: {},
    expect: {
      $exact: true,
      payment_methods: [
        {
          $exact: true,
          payment_method_id: 'pm_demo_visa',
          brand: 'visa',
          last4: '4242',
          expires: '2034-12',
          expired: false,
          is_default: true,
        },
        { payment_method_id: 'pm_demo_mastercard', brand: 'mastercard', last4: '4444', is_default: false },
      ],
      add_url: { $pattern: '/account/cards\\?org=org_demo_acme$' },
    },
  },
  {
    title: 'A viewer sees that there is one',
    as: 'acme-viewer',
    input: {},
    expect: {
      payment_methods: [
        { $exact: true, payment_method_id: 'pm_demo_visa', brand: 'visa', expired: false, is_default: true },
        { last4: { $absent: true } },
      ],
    },
  },
  { title: 'None yet', as: 'newcomer', input: {}, expect: { payment_methods: [] } },
  { title: 'A developer may not', as: 'acme-developer', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListPaymentMethods(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listPaymentMethods, run: (input, ctx) => resolve(input as Input, ctx) };
}
