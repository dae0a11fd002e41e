import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { postRpc } from './requests.js';

/** What a call gave, in words that all wires share. */
export interface Outcome {
  readonly value?: unknown;
  readonly text?: string;
  /** The body of a refusal in a result. */
  readonly refused?: unknown;
  /** A refusal by JSON-RPC error. */
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export interface Caller {
  call(tool: string, input: object): Promise<Outcome>;
  tools(): Promise<readonly { readonly name: string }[]>;
  close(): Promise<void>;
}

const identity = { name: 'test', version: '1' };

interface Result {
  readonly isError?: boolean | undefined;
  readonly structuredContent?: unknown;
  readonly content?: unknown;
  readonly _meta?: Record<string, unknown> | undefined;
}

function outcomeOf(result: Result): Outcome {
  const [block] = result.content as [{ text: string }];
  if (result.isError) return { refused: result._meta?.error };
  return { value: result.structuredContent, text: block.text };
}

async function caught(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    const { code, message, data } = error as { code: number; message: string; data?: unknown };
    // The v1 library puts its own prefix before the sentence.
    return { error: { code, message: message.replace(/^MCP error -?\d+: /, ''), data } };
  }
}

function requestInit(key: string): { requestInit: RequestInit } {
  return { requestInit: { headers: { authorization: `Bearer ${key}` } } };
}

/** `@modelcontextprotocol/client`, by default 2025-11-25, with a pinned version of the newer kind. */
export async function secondClient(url: string, key: string, pin?: string): Promise<Caller> {
  const options: ClientOptions = pin === undefined ? {} : { versionNegotiation: { mode: { pin } } };
  const client = new Client(identity, options);
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), requestInit(key)));
  return {
    call: (name, input) =>
      caught(async () => outcomeOf(await client.callTool({ name, arguments: input as Record<string, unknown> }))),
    tools: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
}

/** `@modelcontextprotocol/sdk`, the first library. */
export async function firstClient(url: string, key: string): Promise<Caller> {
  const client = new FirstClient(identity);
  const transport = new FirstTransport(new URL(`${url}/mcp`), requestInit(key));
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return {
    call: (name, input) =>
      caught(async () =>
        outcomeOf((await client.callTool({ name, arguments: input as Record<string, unknown> })) as Result),
      ),
    tools: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
}

/** A single request as curl would send it: no handshake, no version. */
export function rawClient(url: string, key: string): Caller {
  const send = async (method: string, params: object) => {
    const response = await postRpc(url, key, { jsonrpc: '2.0', id: 1, method, params });
    const { result, error } = (await response.json()) as { result: Result & { tools: [] }; error?: Outcome['error'] };
    return { result, error };
  };
  return {
    async call(name, input) {
      const { result, error } = await send('tools/call', { name, arguments: input });
      return error === undefined ? outcomeOf(result) : { error };
    },
    tools: async () => (await send('tools/list', {})).result.tools,
    close: async () => {},
  };
}
