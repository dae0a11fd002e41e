import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** Who asks: a credential at an address. */
export interface Asker {
  readonly url: string;
  readonly key: string;
}

interface Request {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** `POST /mcp/tools/call` with the body that the document prints. */
export async function overRest(
  { url, key }: Asker,
  { tool, arguments: input }: Request,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const response = await fetch(`${url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ tool, arguments: input }),
  });
  return { status: response.status, body: await response.json() };
}

/** How a call ended over MCP: with a value, with a result that is an error, or with an error of JSON-RPC. */
export interface McpAnswer {
  readonly channel: 'value' | 'result' | 'rpc';
  readonly body: unknown;
  /** JSON-RPC's number. */
  readonly rpc?: number;
  readonly message?: string;
}

/** The same through the official client, which has listed the tools and checks what it gets against their schemas. */
export async function overMcp(
  { url, key }: Asker,
  { tool: name, arguments: input }: Request,
  headers: Readonly<Record<string, string>> = {},
): Promise<McpAnswer> {
  const client = new Client(
    { name: 'document', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  const requestInit = { headers: { authorization: `Bearer ${key}`, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  try {
    await client.listTools();
    const result = await client.callTool({ name, arguments: { ...input } });
    if (!result.isError) return { channel: 'value', body: result.structuredContent };
    const [block] = result.content as readonly { readonly text: string }[];
    return { channel: 'result', body: JSON.parse(block?.text ?? '') };
  } catch (error) {
    const { code, message, data } = error as { code?: number; message: string; data?: unknown };
    if (typeof code !== 'number') throw error;
    return { channel: 'rpc', body: data, rpc: code, message };
  } finally {
    await client.close();
  }
}
