import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

export type Library = 'client (2026-07-28)' | 'client (2025-11-25)' | 'sdk (2025-11-25)';

interface Called {
  readonly isError: boolean;
  readonly structuredContent: unknown;
}

const self = { name: 'toolwright-testing', version: '1' };

/** Lists and calls through a real client library, which rejects an answer that does not fit the listed schema. */
export async function callThrough(
  library: Library,
  endpoint: string,
  call: { key: string; tool: string; input: Readonly<Record<string, unknown>> },
): Promise<Called> {
  const requestInit = { headers: { authorization: `Bearer ${call.key}` } };
  const request = { name: call.tool, arguments: { ...call.input } };
  if (library === 'sdk (2025-11-25)') {
    const client = new SdkClient(self);
    await client.connect(new SdkTransport(new URL(endpoint), { requestInit }) as Transport);
    try {
      await client.listTools();
      return read(await client.callTool(request));
    } finally {
      await client.close();
    }
  }
  const modern = library === 'client (2026-07-28)';
  const client = new Client(self, modern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), { requestInit }));
  try {
    await client.listTools();
    return read(await client.callTool(request));
  } finally {
    await client.close();
  }
}

function read(result: Readonly<Record<string, unknown>>): Called {
  return { isError: result.isError === true, structuredContent: result.structuredContent };
}
