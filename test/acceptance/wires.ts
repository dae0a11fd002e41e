import { postModern, postRest, postRpc } from '../server/requests.js';

/** What a call came to, in words that all wires share. */
export interface Answered {
  readonly status: number;
  /** The body of the refusal as REST tells it; null for an answer. */
  readonly refused: Readonly<Record<string, unknown>> | null;
  /** The response as it came. */
  readonly text: string;
  readonly headers: Headers;
}

export type Wire = (url: string, key: string, tool: string, input: unknown) => Promise<Answered>;

interface RpcAnswer {
  readonly result?: { readonly isError?: boolean; readonly _meta?: { readonly error?: Record<string, unknown> } };
  readonly error?: { readonly message: string; readonly data?: Record<string, unknown> };
}

/** The three ways to send one call: plain HTTP, and both eras of MCP. */
export const wires = {
  rest: async (url, key, tool, input) => {
    const response = await postRest(url, key, { tool, arguments: input });
    const text = await response.text();
    return { ...told(response, text), refused: response.status === 200 ? null : JSON.parse(text) };
  },
  'mcp 2025-11-25': async (url, key, name, input) =>
    readRpc(
      await postRpc(url, key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } }),
    ),
  'mcp 2026-07-28': async (url, key, name, input) =>
    readRpc(await postModern(url, key, 'tools/call', { name, arguments: input })),
} as const satisfies Record<string, Wire>;

export const allWires: readonly Wire[] = Object.values(wires);

async function readRpc(response: Response): Promise<Answered> {
  const text = await response.text();
  const { result, error }: RpcAnswer = JSON.parse(text);
  if (error !== undefined) {
    const { message, ...data } = error.data ?? {};
    return { ...told(response, text), refused: { error: message ?? error.message, ...data } };
  }
  return { ...told(response, text), refused: result?.isError ? (result._meta?.error ?? {}) : null };
}

function told({ status, headers }: Response, text: string): Pick<Answered, 'status' | 'text' | 'headers'> {
  return { status, headers, text };
}
