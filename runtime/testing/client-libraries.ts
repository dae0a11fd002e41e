import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator as SdkValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { compiledOnce } from './compiled-once.js';
import { type Person, type PersonsReply, willing } from './person.js';

export const libraries = ['client (2026-07-28)', 'client (2025-11-25)', 'sdk (2025-11-25)'] as const;
export type Library = (typeof libraries)[number];

interface Called {
  readonly isError: boolean;
  readonly structuredContent: unknown;
  /** The body of a refusal in the result. */
  readonly error: unknown;
}

export interface LibraryCall {
  readonly key: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the same client calls first, in the same session. */
  readonly before?: readonly { readonly tool: string; readonly input: Readonly<Record<string, unknown>> }[];
  /** Answers what the client is asked; a willing one unless said. Null: the client cannot be asked. */
  readonly person?: Person | null;
  /** Told of each report of progress; without it none is asked for. */
  readonly onProgress?: (report: { readonly progress: number; readonly total?: number | undefined }) => void;
}

const self = { name: 'toolwright-testing', version: '1' };

const validators = {
  first: compiledOnce(new SdkValidator()),
  second: compiledOnce(new AjvJsonSchemaValidator()),
};

/** Lists and calls through a real client library, which rejects an answer that does not fit the listed schema. */
export async function callThrough(library: Library, endpoint: string, call: LibraryCall): Promise<Called> {
  const client = await (library === 'sdk (2025-11-25)'
    ? openFirst(endpoint, call)
    : openSecond(library, endpoint, call));
  try {
    for (const { tool, input } of call.before ?? []) await client.call({ name: tool, arguments: { ...input } });
    return read(await client.call({ name: call.tool, arguments: { ...call.input } }));
  } finally {
    await client.close();
  }
}

type Request = { name: string; arguments: Record<string, unknown> };

async function openFirst(endpoint: string, { key, person = willing, onProgress }: LibraryCall) {
  const client = new SdkClient(self, { capabilities: capabilitiesOf(person), jsonSchemaValidator: validators.first });
  if (person) client.setRequestHandler(ElicitRequestSchema, ({ params }) => reply(person, params));
  await client.connect(new SdkTransport(new URL(endpoint), requestInit(key)) as Transport);
  await client.listTools();
  return {
    call: (request: Request) =>
      client.callTool(request, CallToolResultSchema, onProgress ? { onprogress: onProgress } : {}),
    close: () => client.close(),
  };
}

async function openSecond(library: Library, endpoint: string, { key, person = willing, onProgress }: LibraryCall) {
  const modern = library === 'client (2026-07-28)';
  const client = new Client(self, {
    capabilities: capabilitiesOf(person),
    jsonSchemaValidator: validators.second,
    ...(modern && { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
  });
  if (person) client.setRequestHandler('elicitation/create', ({ params }) => reply(person, params));
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), requestInit(key)));
  await client.listTools();
  return {
    call: (request: Request) => client.callTool(request, onProgress ? { onprogress: onProgress } : {}),
    close: () => client.close(),
  };
}

function capabilitiesOf(person: Person | null) {
  return person ? { elicitation: { form: {} } } : {};
}

function requestInit(key: string): { requestInit: RequestInit } {
  return { requestInit: { headers: { authorization: `Bearer ${key}` } } };
}

async function reply(person: Person, params: object): Promise<PersonsReply> {
  const { message, requestedSchema } = params as { message: string; requestedSchema: Record<string, unknown> };
  return person({ key: null, message, schema: requestedSchema });
}

function read(result: Readonly<Record<string, unknown>>): Called {
  const { isError, structuredContent, _meta } = result;
  return { isError: isError === true, structuredContent, error: Object(_meta).error };
}
