// Generated from spec/marketplace/orders/get_invoice.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/orders/get_invoice.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/orders/get_invoice.output.json' with { type: 'json' };
import { type Invoice, type InvoiceId, invoiceIdShape, invoiceShape } from '../../../types/marketplace.js';

export interface Input {
  /** Id of an invoice. */
  readonly invoice_id: InvoiceId;
}

export type Output = Invoice;

/** `INVOICE_NOT_FOUND`: No invoice {invoice_id} of this organization. */
export type Failure = DeclaredFailure<'INVOICE_NOT_FOUND', Record<string, never>>;

/** "Send me the invoice of order 1001." Its data, and pdf_url, good for 15 minutes. */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output | Failure>;

export const getInvoice = {
  name: 'get_invoice',
  module: 'marketplace',
  domain: 'orders',
  title: 'Orders: Get an invoice',
  description: '"Send me the invoice of order 1001." Its data, and pdf_url, good for 15 minutes.',
  audience: ['buyer'],
  context: 'org',
  requires: [{ privilege: 'marketplace:order:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: { invoice_id: invoiceIdShape },
    required: ['invoice_id'],
    additionalProperties: false,
  },
  output: { kind: 'object', shape: invoiceShape },
  errors: {
    INVOICE_NOT_FOUND: {
      message: 'No invoice {invoice_id} of this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_orders' },
    },
  },
  feeds: { invoice_id: { tool: 'list_orders', path: 'orders[].invoice_id' } },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Of an order',
    as: 'acme-owner',
    input: { invoice_id: 'ivc_demo_1001' },
    expect: {
      number: 'INV-1001',
      order_id: 'ord_demo_1001',
      status: 'paid',
      billed_to: {
        name: 'Acme Ltd',
        line1: '1 Foundry Lane',
        line2: 'Unit 4',
        city: 'Sheffield',
        region: 'South Yorkshire',
        postal_code: 'S1 2AB',
        country: 'GB',
        tax_id: 'GB123456789',
      },
      lines: [{ package: 'forge/checkout-booster' }, { package: 'globex/search-suite' }],
      subtotal: { amount: '68.99', currency: 'GBP' },
      tax: { amount: '13.80', currency: 'GBP' },
      total: { amount: '82.79', currency: 'GBP' },
      pdf_url: { $pattern: '/invoices/ivc_demo_1001\\.pdf\\?expires=[0-9]+&signature=' },
    },
  },
  {
    title: 'Of an order that was given back',
    as: 'anvil-vendor',
    input: { invoice_id: 'ivc_demo_1000' },
    expect: {
      status: 'refunded',
      paid_at: '2026-01-12T10:20:00.000Z',
      refunded_at: '2026-01-14T15:00:00.000Z',
      billed_to: null,
      coupon: 'WELCOME10',
      discount: { amount: '4.90', currency: 'GBP' },
      total: { amount: '52.92', currency: 'GBP' },
    },
  },
  {
    title: "Another organization's invoice looks like none",
    as: 'acme-owner',
    input: { invoice_id: 'ivc_demo_1003' },
    expectError: 'INVOICE_NOT_FOUND',
  },
  {
    title: 'Who only sells has bought nothing',
    as: 'forge-vendor',
    input: { invoice_id: 'ivc_demo_1001' },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleGetInvoice(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: getInvoice, run: (input, ctx) => resolve(input as Input, ctx) };
}
