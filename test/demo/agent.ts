import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** What a tool answers; tests of a walk look into whatever came. */
// biome-ignore lint/suspicious/noExplicitAny: each tool answers its own
export type Answer = any;

/** Somebody's agent, on MCP. Its person agrees to whatever it is asked, and hears what that was. */
export interface Agent {
  /** Rejects with the refusal's sentence. */
  call(tool: string, input?: object): Promise<Answer>;
  close(): Promise<void>;
}

export async function openAgent(url: string, key: string, hear: (question: string) => void): Promise<Agent> {
  const client = new Client(
    { name: 'toolwright-demo', version: '1' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    hear((params as { message: string }).message);
    return { action: 'accept', content: {} };
  });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit }));
  return {
    async call(tool, input = {}) {
      const result = await client.callTool({ name: tool, arguments: { ...input } });
      if (result.isError) throw new Error(`${tool} is refused: ${JSON.stringify(result.content).slice(0, 600)}`);
      return result.structuredContent;
    },
    close: () => client.close(),
  };
}
