import type { Example, Tool } from '../../model.js';

/** One example as a reader would send it: over MCP, with curl, and from TypeScript. */
export function callSamples(
  tool: Tool,
  example: Example,
): { readonly mcp: string; readonly curl: string; readonly typescript: string } {
  const call = { name: tool.name, arguments: example.input };
  const request = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call };
  const body = JSON.stringify({ tool: tool.name, arguments: example.input });
  return {
    mcp: JSON.stringify(request, null, 2),
    curl: [
      'curl -s http://localhost:3000/mcp/tools/call \\',
      '  -H "Authorization: Bearer $KEY" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d '${body.replaceAll("'", `'\\''`)}'`,
    ].join('\n'),
    typescript: [
      "import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';",
      '',
      "const client = new Client({ name: 'example', version: '1.0.0' });",
      'await client.connect(',
      "  new StreamableHTTPClientTransport(new URL('http://localhost:3000/mcp'), {",
      "    requestInit: { headers: { Authorization: 'Bearer ' + process.env.KEY } },",
      '  }),',
      ');',
      `const answer = await client.callTool(${indent(JSON.stringify(call, null, 2))});`,
    ].join('\n'),
  };
}

function indent(json: string): string {
  return json.replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:');
}
