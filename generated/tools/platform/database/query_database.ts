// Generated from spec/platform/database/query_database.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Tool } from 'toolwright/runtime';
import inputSchema from '../../../schemas/platform/database/query_database.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/platform/database/query_database.output.json' with { type: 'json' };
import { type QueryPlan, type QueryRow, queryPlanShape, queryRowShape } from '../../../types/platform.js';

export interface Input {
  /** SQL SELECT query to execute. Only read-only SELECT queries are permitted. */
  readonly query: string;
  /** If true, runs EXPLAIN on the query instead of executing it. Useful for query optimization. */
  readonly explain: boolean;
}

export interface RowsOutput {
  readonly rows: readonly QueryRow[];
  /** Whether there are more items than these. */
  readonly truncated: boolean;
}

export type Output = RowsOutput | QueryPlan;

/**
 * `FORBIDDEN_QUERY`: Query rejected: {reason}
 *
 * `QUERY_FAILED`: The query failed: {reason}
 *
 * `QUERY_TIMEOUT`: The query took too long and was stopped. Ask for less: a WHERE clause, fewer joins, a smaller span
 * of days; explain: true tells what costs.
 */
export type Failure =
  | DeclaredFailure<'FORBIDDEN_QUERY', { readonly reason: string }>
  | DeclaredFailure<'QUERY_FAILED', { readonly reason: string }>
  | DeclaredFailure<'QUERY_TIMEOUT', Record<string, never>>;

/**
 * Execute a read-only SQL SELECT query against the database (PostgreSQL's SQL; tables as in list_tables). JOIN, WITH,
 * aggregates and window functions work, UNION does not. At most 1000 rows come. Not for "which tables are there?": use
 * list_tables.
 */
export type Resolver = (input: Input, ctx: Context) => Promise<Output | Failure>;

export const queryDatabase = {
  name: 'query_database',
  module: 'platform',
  domain: 'database',
  title: 'Database: Query the database',
  description:
    'Execute a read-only SQL SELECT query against the database (PostgreSQL\'s SQL; tables as in list_tables). JOIN, WITH, aggregates and window functions work, UNION does not. At most 1000 rows come. Not for "which tables are there?": use list_tables.',
  audience: ['staff'],
  context: null,
  requires: [{ privilege: 'platform:database:query' }],
  writeMode: 'read',
  destructive: false,
  idempotent: true,
  input: {
    type: 'object',
    properties: {
      query: {
        type: 'string',
        description: 'SQL SELECT query to execute. Only read-only SELECT queries are permitted.',
        maxLength: 10000,
      },
      explain: {
        type: 'boolean',
        description: 'If true, runs EXPLAIN on the query instead of executing it. Useful for query optimization.',
        default: false,
      },
    },
    required: ['query'],
    additionalProperties: false,
  },
  output: {
    kind: 'variants',
    variants: {
      rows: { when: { explain: false }, kind: 'list', of: queryRowShape, as: 'rows', rest: 'bare', capped: true },
      plan: { when: { explain: true }, kind: 'object', shape: queryPlanShape },
    },
  },
  errors: {
    FORBIDDEN_QUERY: {
      message: 'Query rejected: {reason}',
      http: 403,
      channel: 'result',
      data: { reason: { type: 'string', description: 'Why.' } },
    },
    QUERY_FAILED: {
      message: 'The query failed: {reason}',
      http: 422,
      channel: 'result',
      data: { reason: { type: 'string', description: 'What went wrong.' } },
    },
    QUERY_TIMEOUT: {
      message:
        'The query took too long and was stopped. Ask for less: a WHERE clause, fewer joins, a smaller span of days; explain: true tells what costs.',
      http: 504,
      channel: 'result',
    },
  },
  limits: { timeoutMs: 60000 },
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: 'Published posts',
    as: 'staff',
    input: { query: "SELECT id, title, status FROM posts WHERE status = 'published' LIMIT 2" },
    expect: {
      rows: [{ id: 1, title: 'First Post', status: 'published' }, { id: 2, title: 'Second Post', status: 'published' }],
    },
  },
  {
    title: 'Revenue by month and currency',
    as: 'staff',
    input: {
      query:
        "WITH paid AS (SELECT * FROM orders WHERE status = 'paid') SELECT to_char(paid_at, 'YYYY-MM') AS month, currency, sum(total) AS revenue, count(*) AS orders FROM paid GROUP BY 1, 2 ORDER BY 1, 2",
    },
    expect: {
      rows: [
        { month: '2026-01', currency: 'GBP', revenue: 82.79, orders: 1 },
        { month: '2026-02', currency: 'GBP', revenue: 82.79, orders: 2 },
      ],
    },
  },
  {
    title: 'More rows than an answer may have',
    as: 'staff',
    input: { query: 'SELECT day FROM generate_series(1, 1200) AS day LIMIT 5000' },
    expect: { rows: { $length: 1000 } },
    expectTruncated: true,
  },
  {
    title: 'Nothing hides in what a row says, nor in the name of a column',
    as: 'staff',
    input: { query: "SELECT 'Read\u202e me' AS \"ti\u200btle\", array['a\u2066b'] AS parts FROM posts LIMIT 1" },
    expect: { rows: [{ $exact: true, title: 'Read me', parts: ['ab'] }] },
  },
  {
    title: 'How a query is run',
    as: 'staff',
    input: { query: "SELECT * FROM posts WHERE status = 'published'", explain: true },
    expect: {
      explain: { $any: true },
      query: "SELECT * FROM posts WHERE status = 'published' LIMIT 1000",
      interpretation: [{ table: 'posts', analysis: { $length: 1 } }],
    },
  },
  {
    title: 'One row by its key',
    as: 'staff',
    input: { query: "SELECT * FROM migrations WHERE name = 'market-021-reporting'", explain: true },
    expect: {
      explain: [{ node_type: 'Limit' }, { node_type: 'Index Scan', table: 'migrations', index_name: 'migration_pkey' }],
      interpretation: [{ table: 'migrations', analysis: ['GOOD: Using index: migration_pkey'] }],
    },
  },
  {
    title: 'A join, a filter and a sort',
    as: 'staff',
    input: {
      explain: true,
      query:
        'SELECT a.n FROM generate_series(1, 50) AS a(n) JOIN generate_series(1, 50) AS b(n) ON b.n = a.n WHERE a.n > 5 ORDER BY a.n DESC',
    },
    expect: {
      explain: [
        { id: 1, node_type: 'Limit', parent_id: { $absent: true } },
        {
          id: 2,
          parent_id: 1,
          node_type: 'Sort',
          sort_method: 'quicksort',
          sort_space_type: 'Memory',
          sort_space_used: { $gte: 1 },
        },
        { id: 3, parent_id: 2, node_type: 'Hash Join', join_type: 'Inner', actual_rows: 45, actual_loops: 1 },
        { id: 4, parent_id: 3, node_type: 'Function Scan', actual_rows: 50 },
        { id: 5, parent_id: 3, node_type: 'Hash' },
        { id: 6, parent_id: 5, node_type: 'Function Scan', rows_removed_by_filter: 5 },
      ],
      interpretation: [],
    },
  },
  {
    title: 'What is no SELECT is not run',
    as: 'staff',
    input: { query: 'DELETE FROM posts' },
    expectError: 'FORBIDDEN_QUERY',
  },
  {
    title: 'A column that is not there',
    as: 'staff',
    input: { query: 'SELECT titel FROM posts' },
    expectError: 'QUERY_FAILED',
  },
  {
    title: 'More than can be looked at in time',
    as: 'staff',
    input: {
      query: 'SELECT count(*) FROM posts a, posts b, posts c, posts d, posts e, posts f, posts g, posts h, posts i',
    },
    expectError: 'QUERY_TIMEOUT',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handleQueryDatabase(resolve: Resolver): Handler<Context> {
  return { tool: queryDatabase, run: (input, ctx) => resolve(input as Input, ctx) };
}
