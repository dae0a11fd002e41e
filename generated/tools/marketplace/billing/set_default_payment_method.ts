// Generated from spec/marketplace/billing/set_default_payment_method.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool, WithEffects } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/billing/set_default_payment_method.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/billing/set_default_payment_method.output.json' with { type: 'json' };
import {
  type PaymentMethod,
  type PaymentMethodId,
  paymentMethodIdShape,
  paymentMethodShape,
} from '../../../types/marketplace.js';

export interface Input {
  /** Stripe's id of a saved payment method. */
  readonly payment_method_id: PaymentMethodId;
}

export type Output = PaymentMethod;

/** `PAYMENT_METHOD_NOT_FOUND`: No saved payment method {payment_method_id} in this organization. */
export type Failure = DeclaredFailure<'PAYMENT_METHOD_NOT_FOUND', Record<string, never>>;

/** Chooses the saved card that purchases and renewals are charged to unless another is named. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithEffects<'stripe'>) => Promise<Output | Failure>;

export const setDefaultPaymentMethod = {
  name: 'set_default_payment_method',
  module: 'marketplace',
  domain: 'billing',
  title: 'Billing: Set the default payment method',
  description: 'Chooses the saved card that purchases and renewals are charged to unless another is named.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:billing:manage' }],
  writeMode: 'update',
  effects: ['stripe'],
  openWorld: true,
  destructive: false,
  idempotent: true,
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      payment_method_id: paymentMethodIdShape,
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['payment_method_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: paymentMethodShape },
  errors: {
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
    title: 'The Mastercard from now on',
    as: 'acme-billing',
    input: { payment_method_id: 'pm_demo_mastercard' },
    expect: { payment_method_id: 'pm_demo_mastercard', brand: 'mastercard', last4: '4444', is_default: true },
  },
  {
    title: "Another organization's card looks like none",
    as: 'newcomer',
    input: { payment_method_id: 'pm_demo_visa' },
    expectError: 'PAYMENT_METHOD_NOT_FOUND',
  },
  {
    title: 'A viewer may not',
    as: 'acme-viewer',
    input: { payment_method_id: 'pm_demo_visa' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleSetDefaultPaymentMethod(resolve: Resolver): Handler<Context<'customer' | 'org'> & WithEffects<'stripe'>> {
  return { tool: setDefaultPaymentMethod, run: (input, ctx) => resolve(input as Input, ctx) };
}
