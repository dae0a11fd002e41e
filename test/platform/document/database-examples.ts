import { expect } from 'vitest';
import { each, number, type Printed, text } from './printed.js';

const validation = {
  error: 'Validation failed',
  code: 'VALIDATION_ERROR',
  details: { query: ['The query field is required'] },
};

/** A step of the plan in PostgreSQL's columns; what one kind of step has and another has not is left open. */
const planNode: unknown = expect.objectContaining({
  id: number,
  node_type: text,
  plan_rows: number,
  startup_cost: number,
  total_cost: number,
});

/** "Database Tools": `query_database` and `list_tables`. */
export const databaseExamples: readonly Printed[] = [
  {
    title: 'query_database: Example Request, Success Response',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: "SELECT id, title, status FROM posts WHERE status = 'published' LIMIT 10" },
    status: 200,
    body: each(
      { id: number, title: text, status: 'published' },
      { id: 1, title: 'First Post', status: 'published' },
      { id: 2, title: 'Second Post', status: 'published' },
    ),
    noun: 'rows',
  },
  {
    title: 'query_database: With EXPLAIN, EXPLAIN Response',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: "SELECT * FROM posts WHERE status = 'published'", explain: true },
    status: 200,
    body: {
      explain: each(planNode),
      query: "SELECT * FROM posts WHERE status = 'published' LIMIT 1000",
      interpretation: [
        { table: 'posts', analysis: expect.arrayContaining([expect.stringMatching(/^GOOD: Using index: idx_/)]) },
      ],
    },
  },
  {
    title: 'query_database: Error Response - Forbidden Query',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: "DELETE FROM posts WHERE status = 'published'" },
    status: 403,
    body: { error: "Query rejected: Disallowed SQL keyword 'DELETE' detected" },
    added: { code: 'FORBIDDEN_QUERY', reason: "Disallowed SQL keyword 'DELETE' detected" },
  },
  {
    title: 'query_database: Error Response - Invalid Structure',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: "EXPLAIN SELECT * FROM posts WHERE status = 'published'" },
    status: 403,
    body: { error: 'Query rejected: Query must begin with SELECT' },
    added: { code: 'FORBIDDEN_QUERY', reason: 'Query must begin with SELECT' },
  },
  {
    title: 'Common Error Responses: Validation Error',
    as: 'staff',
    tool: 'query_database',
    arguments: {},
    status: 422,
    body: validation,
    added: { pointers: [{ pointer: '/query', expected: text, received: text }] },
  },
  {
    title: 'list_tables: Example Request, Success Response',
    as: 'staff',
    tool: 'list_tables',
    arguments: {},
    status: 200,
    body: each(text, 'users', 'posts', 'comments', 'tags', 'categories', 'media', 'migrations', 'jobs'),
    noun: 'tables',
  },
];
