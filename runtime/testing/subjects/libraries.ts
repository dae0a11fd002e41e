import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Library } from '../client-libraries.js';

const self = { name: 'toolwright-testing', version: '1' };

interface ReadContents {
  readonly contents: readonly { readonly uri: string; readonly mimeType?: string | undefined }[];
}

/** Connects a real client library; what is returned is closed when `use` has ended. */
async function through<T>(
  library: Library,
  endpoint: string,
  key: string,
  use: (client: Client | SdkClient) => Promise<T>,
): Promise<T> {
  const init = { requestInit: { headers: { authorization: `Bearer ${key}` } } };
  const client = library === 'sdk (2025-11-25)' ? new SdkClient(self) : new Client(self, negotiation(library));
  if (client instanceof SdkClient) await client.connect(new SdkTransport(new URL(endpoint), init) as Transport);
  else await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), init));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

function negotiation(library: Library) {
  return library === 'client (2026-07-28)' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {};
}

/** Reads a resource through a client library. */
export function readThrough(
  library: Library,
  endpoint: string,
  { key, uri }: { readonly key: string; readonly uri: string },
): Promise<ReadContents> {
  return through(library, endpoint, key, async (client) => (await client.readResource({ uri })) as ReadContents);
}

/** Asks for a prompt through a client library; the number of its messages. */
export function promptThrough(
  library: Library,
  endpoint: string,
  { key, name, given }: { readonly key: string; readonly name: string; readonly given: Record<string, string> },
): Promise<number> {
  return through(library, endpoint, key, async (client) => {
    const { messages } = await client.getPrompt({ name, arguments: given });
    return messages.length;
  });
}
