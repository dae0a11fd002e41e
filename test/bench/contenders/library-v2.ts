/** `@modelcontextprotocol/server` 2 on plain node:http, its low-level server, both eras. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { inTenant, poolSize, sourceOf } from './database.js';
import { option, serve } from './serve.js';
import { readItems, schemas } from './tools.js';

const knex = createPool(sourceOf(option('source')), poolSize);
const ajv = new Ajv2020({ useDefaults: true });
const check = {
  add: { input: ajv.compile(schemas.add.input), output: ajv.compile(schemas.add.output) },
  list_items: { input: ajv.compile(schemas.list_items.input), output: ajv.compile(schemas.list_items.output) },
};
const run: Record<string, (input: never) => Promise<object>> = {
  add: async ({ a, b }: { a: number; b: number }) => ({ sum: a + b }),
  list_items: ({ limit }: { limit: number }) => inTenant(knex, (db) => readItems(db, limit)),
};

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'bench', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', async ({ params }) => {
    const name = params.name as keyof typeof check;
    const input = (params.arguments ?? {}) as never;
    if (!check[name].input(input)) throw new Error('The arguments are not valid.');
    const output = await run[name]?.(input);
    if (output === undefined || !check[name].output(output)) throw new Error('The output is not valid.');
    const content = [{ type: 'text' as const, text: JSON.stringify(output) }];
    return { content, structuredContent: { ...output } };
  });
  return server;
});
const node = toNodeHandler(handler);
const server = createServer((request, response) => void node(request as Parameters<typeof node>[0], response));
server.listen(0, '127.0.0.1', () => serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
