/** The ceiling: a Koa app that reads JSON, validates with Ajv both ways and answers what MCP answers. No gates. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Koa from 'koa';
import getRawBody from 'raw-body';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { inTenant, poolSize, sourceOf } from './database.js';
import { option, serve } from './serve.js';
import { readItems, type Sum, schemas, tools } from './tools.js';

const knex = createPool(sourceOf(option('source')), poolSize);
const ajv = new Ajv2020({ useDefaults: true });
const check = {
  add: { input: ajv.compile(schemas.add.input), output: ajv.compile(schemas.add.output) },
  list_items: { input: ajv.compile(schemas.list_items.input), output: ajv.compile(schemas.list_items.output) },
};
const run: Record<keyof typeof check, (input: never) => Promise<object>> = {
  add: async ({ a, b }: { a: number; b: number }): Promise<Sum> => ({ sum: a + b }),
  list_items: ({ limit }: { limit: number }) => inTenant(knex, (db) => readItems(db, limit)),
};

/** As large as the list that the server under test answers. */
const list = Buffer.from(
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    result: {
      tools: tools.map(({ name, title, description, inputSchema, outputSchema }) => ({
        name,
        title,
        description,
        inputSchema,
        outputSchema,
        annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      })),
    },
  }),
);

const app = new Koa();
app.use(async (exchange) => {
  const text = await getRawBody(exchange.req, { encoding: 'utf8', limit: 262_144 });
  const { id, params } = JSON.parse(text);
  exchange.type = 'application/json';
  if (exchange.path === '/list') {
    exchange.body = list;
    return;
  }
  const name = params.name as keyof typeof check;
  const input = params.arguments as never;
  if (!check[name].input(input)) throw new Error('The arguments are not valid.');
  const output = await run[name](input);
  if (!check[name].output(output)) throw new Error('The output is not valid.');
  const result = { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
  exchange.body = JSON.stringify({ jsonrpc: '2.0', id, result });
});
const server = createServer(app.callback());
server.listen(0, '127.0.0.1', () => serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
