/** `@modelcontextprotocol/sdk` 1 with Express, its low-level server: stateless, or with sessions. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import express from 'express';
import { serve } from './serve.js';
import { schemas } from './tools.js';

const ajv = new Ajv2020();
const checkInput = ajv.compile<{ a: number; b: number }>(schemas.add.input);
const checkOutput = ajv.compile(schemas.add.output);

function createMcpServer(): Server {
  const server = new Server({ name: 'bench', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const input: unknown = params.arguments;
    if (!checkInput(input)) throw new Error('The arguments are not valid.');
    const output = { sum: input.a + input.b };
    if (!checkOutput(output)) throw new Error('The output is not valid.');
    return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
  });
  return server;
}

const sessions = new Map<string, StreamableHTTPServerTransport>();
const app = express();
app.use(express.json());
app.post('/stateless', async (request, response) => {
  const server = createMcpServer();
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => void server.close());
  await server.connect(transport as Parameters<Server['connect']>[0]);
  await transport.handleRequest(request, response, request.body);
});
app.post('/sessions', async (request, response) => {
  const known = sessions.get(String(request.headers['mcp-session-id']));
  if (known) return known.handleRequest(request, response, request.body);
  const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
    enableJsonResponse: true,
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  await createMcpServer().connect(transport as Parameters<Server['connect']>[0]);
  await transport.handleRequest(request, response, request.body);
});
const listening = app.listen(0, '127.0.0.1', () =>
  serve(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`),
);
