import type { Failure, Json, OutputFile, Program, Tool } from '../model.js';
import { sitePath } from './docs/pages.js';
import { inputSchema } from './schema.js';

type Node = { readonly [key: string]: Json };

/** `openapi.json` (OpenAPI 3.1): the plain HTTP side of the server, each tool's arguments spelled out. */
export function emitOpenApi(program: Program): readonly OutputFile[] {
  const document: Node = {
    openapi: '3.1.0',
    info: {
      title: program.server.title,
      version: '1',
      description: 'Every tool over plain HTTP. The same calls, gates and errors as over MCP at /mcp.',
    },
    security: [{ bearer: [] }, { browser: [] }],
    paths: {
      '/mcp/tools/call': { post: callOperation(program) },
      '/mcp/tools': { get: listOperation('listTools', 'The tools that the caller may see, with their schemas.') },
      '/mcp/capabilities': {
        get: listOperation('getCapabilities', 'The same with privileges, dependencies and write mode.'),
      },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key or an access token.' },
        browser: {
          type: 'apiKey',
          in: 'header',
          name: 'X-CSRF-TOKEN',
          description:
            "In a signed-in person's browser, beside its cookie: the csrf_token that GET /account/session answers.",
        },
      },
      parameters: {
        session: {
          name: 'X-MCP-Session-ID',
          in: 'header',
          description: 'Keeps several conversations with one credential apart.',
          schema: { type: 'string', pattern: '^[!-~]{1,200}$' },
        },
      },
      schemas: {
        Error: {
          type: 'object',
          description: 'Every error has a sentence and a code; some have more.',
          properties: { error: { type: 'string' }, code: { type: 'string', enum: errorCodes(program) } },
          required: ['error', 'code'],
        },
        ...Object.fromEntries(program.tools.map((tool) => [tool.name, callSchema(program, tool)])),
      },
    },
  };
  return [{ path: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` }];
}

const sessionHeader: Node = { $ref: '#/components/parameters/session' };

const truncationHeader: Node = {
  'Toolwright-Truncated': {
    description: 'Of a list that its tool cut short: how many items are shown.',
    schema: { type: 'integer' },
  },
};

function callOperation(program: Program): Node {
  return {
    operationId: 'callTool',
    summary: 'Call a tool.',
    parameters: [sessionHeader],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            oneOf: program.tools.map((tool) => ({ $ref: `#/components/schemas/${tool.name}` })),
            discriminator: {
              propertyName: 'tool',
              mapping: Object.fromEntries(
                program.tools.map((tool) => [tool.name, `#/components/schemas/${tool.name}`]),
              ),
            },
          },
        },
      },
    },
    responses: {
      200: { description: 'What the tool answers.', headers: truncationHeader, content: { 'application/json': {} } },
      ...errorResponses(program),
      // HTTP's own word for a body that is not JSON.
      415: errorResponse(['INVALID_REQUEST']),
    },
  };
}

function listOperation(operationId: string, summary: string): Node {
  return {
    operationId,
    summary,
    parameters: [sessionHeader],
    responses: {
      200: { description: summary, content: { 'application/json': { schema: { type: 'object' } } } },
      401: errorResponse(['UNAUTHORIZED']),
    },
  };
}

function callSchema(program: Program, tool: Tool): Node {
  return {
    type: 'object',
    title: tool.title,
    description: tool.description,
    properties: { tool: { const: tool.name }, arguments: inputSchema(program, tool) },
    required: ['tool'],
    additionalProperties: false,
    externalDocs: { url: `/docs/${sitePath(tool)}` },
  };
}

function errorCodes(program: Program): readonly string[] {
  return [...new Set(allErrors(program).map((error) => error.code))].sort();
}

function allErrors(program: Program): readonly Failure[] {
  return [...program.server.errors, ...program.tools.flatMap((tool) => tool.failures)];
}

function errorResponses(program: Program): Node {
  const byStatus = new Map<number, Set<string>>();
  for (const error of allErrors(program)) {
    byStatus.set(error.http, (byStatus.get(error.http) ?? new Set()).add(error.code));
  }
  const statuses = [...byStatus.entries()].sort(([one], [other]) => one - other);
  return Object.fromEntries(statuses.map(([status, codes]) => [status, errorResponse([...codes].sort())]));
}

function errorResponse(codes: readonly string[]): Node {
  return {
    description: codes.join(', '),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
}
