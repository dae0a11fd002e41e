/** Names under `/mcp/` that are REST or documents and so never a profile. */
const reserved = new Set(['tools', 'capabilities', 'openapi.json']);

/** Whether answers on this path are JSON-RPC: `/mcp`, and `/mcp/<profile>`. */
export function speaksJsonRpc(path: string): boolean {
  const match = /^\/mcp(?:\/([^/]+))?\/?$/.exec(path);
  return match !== null && !reserved.has(match[1] ?? '');
}

/**
 * Whether a path asks for a credential: all of `/mcp`, its REST neighbours included, but for the OpenAPI document. That
 * is the public contract, like `/llms.txt`: which tools exist is no secret, only what they answer is.
 */
export function asksForCredential(path: string): boolean {
  return (path === '/mcp' || path.startsWith('/mcp/')) && path !== '/mcp/openapi.json';
}

/** Whether a browser's session is a credential here. It never is for MCP itself, whose clients have no pages of ours. */
export function takesCookie(path: string): boolean {
  return path === '/mcp/tools/call' || path === '/mcp/tools' || path === '/mcp/capabilities';
}
