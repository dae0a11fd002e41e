import { each, number, type Printed, text } from './printed.js';

const validation = {
  error: 'Validation failed',
  code: 'VALIDATION_ERROR',
  details: { query: ['The query field is required'] },
};

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
      explain: each({}),
      query: "SELECT * FROM posts WHERE status = 'published' LIMIT 1000",
      interpretation: [{ table: 'posts', analysis: each(text) }],
    },
  },
  {
    title: 'query_database: Error Response - Forbidden Query',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: "DELETE FROM posts WHERE status = 'published'" },
    status: 403,
    body: { error: "Query rejected: Disallowed SQL keyword 'DELETE' detected" },
    added: { code: 'FORBIDDEN_QUERY' },
  },
  {
    title: 'query_database: Error Response - Invalid Structure',
    as: 'staff',
    tool: 'query_database',
    arguments: { query: 'SHOW TABLES' },
    status: 403,
    body: { error: 'Query rejected: Query must begin with SELECT' },
    added: { code: 'FORBIDDEN_QUERY' },
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
