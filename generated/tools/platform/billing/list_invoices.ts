// Generated from spec/platform/billing/list_invoices.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/billing/list_invoices.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/billing/list_invoices.output.json' with { type: 'json' };
import { type OrganizationId, organizationIdShape } from '../../../types/marketplace.js';
import {
  type InvoiceStatus,
  type ListedInvoice,
  invoiceStatusShape,
  listedInvoiceShape,
} from '../../../types/platform.js';

export interface Input {
  /** Only these. */
  readonly status?: InvoiceStatus;
  /** At most so many. */
  readonly limit: number;
}

export interface Output {
  /** Id of an organization. */
  readonly workspace_id: OrganizationId;
  /** How many are listed. */
  readonly count: number;
  /** The newest first. */
  readonly invoices: readonly ListedInvoice[];
}

/**
 * "What have we been invoiced?" Invoices for your workspace, of orders and of the plan, the newest first. Not for "give
 * me the PDF of invoice INV-1001": use get_invoice.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'>) => Promise<Output>;

export const listInvoices = {
  name: 'list_invoices',
  module: 'platform',
  domain: 'billing',
  title: 'Billing: List invoices',
  description:
    '"What have we been invoiced?" Invoices for your workspace, of orders and of the plan, the newest first. Not for "give me the PDF of invoice INV-1001": use get_invoice.',
  audience: ['buyer', 'vendor'],
  context: 'org',
  requires: [{ privilege: 'platform:billing:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      status: { ...invoiceStatusShape, description: 'Only these.' },
      limit: { type: 'integer', description: 'At most so many.', minimum: 1, maximum: 50, default: 10 },
    },
    additionalProperties: false,
  },
  output: {
    kind: 'object',
    shape: {
      type: 'object',
      properties: {
        workspace_id: organizationIdShape,
        count: { type: 'integer', description: 'How many are listed.', minimum: 0 },
        invoices: { type: 'array', description: 'The newest first.', items: listedInvoiceShape },
      },
      required: ['workspace_id', 'count', 'invoices'],
      additionalProperties: false,
    },
  },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'The last one that was paid',
    as: 'acme-billing',
    input: { status: 'paid', limit: 1 },
    expect: {
      workspace_id: 'org_demo_acme',
      count: 1,
      invoices: [{ status: 'paid', amount_due: 0, currency: 'GBP', is_overdue: false }],
    },
  },
  {
    title: 'One that was given back, and one that was never paid',
    as: 'anvil-vendor',
    input: {},
    expect: {
      $exact: true,
      workspace_id: 'org_demo_anvil',
      count: 2,
      invoices: [
        {
          $exact: true,
          id: 'ivc_demo_1000',
          invoice_number: 'INV-1000',
          status: 'void',
          subtotal: 49,
          discount_amount: 4.9,
          tax_amount: 8.82,
          total: 52.92,
          amount_paid: 0,
          amount_due: 0,
          currency: 'GBP',
          issue_date: '2026-01-12',
          due_date: '2026-01-12',
          paid_at: '2026-01-12T10:20:00+00:00',
          is_overdue: false,
          order_number: '1000',
        },
        {
          id: 'ivc_demo_999',
          status: 'void',
          total: 52.92,
          amount_paid: 0,
          amount_due: 0,
          paid_at: null,
          order_number: '999',
        },
      ],
    },
  },
  {
    title: 'A month of the plan that nobody paid',
    as: 'globex-owner',
    input: { status: 'overdue' },
    expect: {
      count: 1,
      invoices: [
        {
          status: 'overdue',
          subtotal: 99,
          tax_amount: 18.81,
          total: 117.81,
          amount_paid: 0,
          amount_due: 117.81,
          paid_at: null,
          is_overdue: true,
          order_number: null,
        },
      ],
    },
  },
  { title: 'Nothing is owed', as: 'newcomer', input: { status: 'overdue' }, expect: { count: 0, invoices: [] } },
  { title: 'A viewer may not', as: 'acme-viewer', input: {}, expectError: 'FORBIDDEN' },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListInvoices(resolve: Resolver): Handler<Context<'customer' | 'org'>> {
  return { tool: listInvoices, run: (input, ctx) => resolve(input as Input, ctx) };
}
