// Generated from spec/platform/database/list_tables.yaml. Change that file and run `npx toolwright generate`.
import type { Context, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/database/list_tables.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/database/list_tables.output.json' with { type: 'json' };
import { type TableName, tableNameShape } from '../../../types/platform.js';

export type Input = Record<string, never>;

export interface Output {
  readonly tables: readonly TableName[];
}

/**
 * "What can I query?" Names of the tables that query_database reads; `SELECT * FROM name LIMIT 1` shows the columns of
 * one. Not for "how many orders were placed last week?": use query_database.
 */
export type Resolver = (input: Input, ctx: Context) => Promise<Output>;

export const listTables = {
  name: 'list_tables',
  module: 'platform',
  domain: 'database',
  title: 'Database: List tables',
  description:
    '"What can I query?" Names of the tables that query_database reads; `SELECT * FROM name LIMIT 1` shows the columns of one. Not for "how many orders were placed last week?": use query_database.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:database:read' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { kind: 'list', of: tableNameShape, as: 'tables', rest: 'bare' },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: "The platform's own, then the marketplace's",
    as: 'staff',
    input: {},
    expect: {
      tables: [
        'users',
        'posts',
        'comments',
        'tags',
        'categories',
        'media',
        'migrations',
        'jobs',
        'sites',
        'page_views',
        'post_tags',
        'tool_calls',
        'organizations',
        'memberships',
        'invites',
        'projects',
        'vendors',
        'packages',
        'versions',
        'orders',
        'order_lines',
        'invoices',
        'refunds',
        'vendor_sales',
        'licences',
        'subscriptions',
        'plan_subscriptions',
        'plan_invoices',
        'coupons',
        'tax_rates',
      ],
    },
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleListTables(resolve: Resolver): Handler<Context> {
  return { tool: listTables, run: (input, ctx) => resolve(input as Input, ctx) };
}
