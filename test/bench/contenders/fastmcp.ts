/** `fastmcp` 4, stateless, as its documents show it. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { serve } from './serve.js';

const server = new FastMCP({ name: 'bench', version: '1.0.0' });
server.addTool({
  name: 'add',
  description: 'Adds two whole numbers.',
  parameters: z.object({ a: z.number().int(), b: z.number().int() }),
  execute: async ({ a, b }) => JSON.stringify({ sum: a + b }),
});

const port = await freePort();
await server.start({
  transportType: 'httpStream',
  httpStream: { host: '127.0.0.1', port, endpoint: '/mcp', stateless: true, enableJsonResponse: true },
});
serve(`http://127.0.0.1:${port}`);

/** It takes no 0 for one. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
}
