import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from '../../runtime/create-server.js';
import type { Host } from '../../runtime/host.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { program } from './generated/program.js';
import { createResolvers } from './generated/resolvers.js';

/** The suite's own key. The suite sends none, so whatever comes to the front is given it. */
const KEY = 'sk_conformance';

const identify: Host['identify'] = async (credential) => {
  if (credential.value !== KEY) return null;
  const standing = { contexts: {}, audiences: ['suite'], role: null };
  return {
    id: 'suite',
    name: 'Conformance suite',
    connection: {
      id: 'suite',
      kind: 'api_key',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'waived',
      session: credential.session,
    },
    active: standing,
    standings: [standing],
  };
};

export interface ConformanceServer {
  /** Of the MCP endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the fixtures as any program is served, credentials included: only the front before it, which adds the key that
 * the suite does not send, is not what others run.
 */
export async function serveFixtures(nativePath: boolean): Promise<ConformanceServer> {
  let address = '';
  const store = createMemoryStore({});
  let on = true;
  const turnSwitch = () => {
    on = !on;
    store.setSwitch('tool:nothing_that_is_called', on);
  };
  const server = createServer({
    program,
    resolvers: createResolvers({ turnSwitch }),
    host: { identify, store, secrets: ['the secret of the conformance suite, 32 characters'] },
    log: { error: console.error, warn() {}, info() {}, debug() {} },
    address: () => address,
    nativePath,
  });
  const handle = server.app.callback();
  const front = createHttpServer((request, response) => {
    request.headers.authorization ??= `Bearer ${KEY}`;
    void handle(request, response);
  });
  address = await listening(front);
  return {
    url: `${address}/mcp`,
    async close() {
      front.closeAllConnections();
      front.close();
      await server.close();
    },
  };
}

function listening(front: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    front.once('error', reject);
    front.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(front.address() as AddressInfo).port}`));
  });
}
