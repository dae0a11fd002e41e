// Generated from spec/server.yaml. Change that file and run `npx toolwright generate`.
import type { Server } from 'toolwright/runtime';

export const server = {
  name: 'shop',
  title: 'shop',
  database: true,
  audiences: { member: 'Works in the shop', staff: 'Runs the platform' },
  contexts: {
    account: { error: 'UNAUTHORIZED', meta: 'account' },
    org: { within: 'account', tenant: true, error: 'MISSING_WORKSPACE_CONTEXT', meta: 'org' },
  },
  principals: {
    owner: { audiences: ['member'], context: { account: 'acc_1', org: 'org_1' }, role: 'owner', writes: true },
    viewer: { audiences: ['member'], context: { account: 'acc_2', org: 'org_1' }, role: 'viewer', writes: false },
  },
  roles: { owner: ['shop:order:read', 'shop:order:refund', 'shop:order:update'], viewer: ['shop:order:read'] },
  plans: {},
  profiles: {},
  limits: { bodyBytes: 262144, inlineBytes: 100000, sizeHintBytes: 20000, timeoutMs: 30000 },
  errors: {
    BODY_TOO_LARGE: { message: 'The body is larger than {limit} bytes.', http: 413, channel: 'rpc', rpc: -32600 },
    CONFIRMATION_REQUIRED: {
      message: 'A person must agree first: open {url} and approve, then send the same call again.',
      http: 409,
      channel: 'result',
    },
    CONFLICT: {
      message: 'This idempotency key was used with other arguments. Send a new key.',
      http: 409,
      channel: 'result',
    },
    DEPENDENCY_NOT_MET: { message: "Dependencies not satisfied for tool '{tool}'", http: 422, channel: 'result' },
    FORBIDDEN: { message: "You may not call '{tool}' here.", http: 403, channel: 'rpc', rpc: -32004 },
    FORBIDDEN_QUERY: { message: 'Query rejected: {reason}', http: 403, channel: 'result' },
    INSUFFICIENT_SCOPE: {
      message: 'This connection lacks the scope {scope}. Authorize again with it.',
      http: 403,
      channel: 'rpc',
      rpc: -32004,
    },
    INTERNAL_ERROR: {
      message: 'An unexpected error occurred. Please try again.',
      http: 500,
      channel: 'rpc',
      rpc: -32603,
    },
    INVALID_ORIGIN: {
      message: 'Requests with this Host or Origin are not accepted.',
      http: 403,
      channel: 'rpc',
      rpc: -32002,
    },
    INVALID_REQUEST: { message: 'The request is not a valid call.', http: 400, channel: 'rpc', rpc: -32600 },
    METHOD_NOT_FOUND: { message: 'There is no method of this name.', http: 404, channel: 'rpc', rpc: -32601 },
    MISSING_WORKSPACE_CONTEXT: {
      message: "MCP tool '{tool}' requires workspace context. Authenticate with an API key or user session.",
      http: 403,
      channel: 'result',
    },
    NOT_FOUND: { message: 'There is no such thing here.', http: 404, channel: 'result' },
    OUTPUT_INVALID: {
      message: 'The answer did not fit its own schema and was withheld. Nothing was committed.',
      http: 500,
      channel: 'rpc',
      rpc: -32603,
    },
    PARSE_ERROR: {
      message: 'The body is not valid JSON. Send one JSON object.',
      http: 400,
      channel: 'rpc',
      rpc: -32700,
    },
    QUOTA_EXCEEDED: { message: 'Daily tool quota exceeded for this workspace', http: 429, channel: 'result' },
    RATE_LIMITED: {
      message: 'Too many calls. Wait {retry_after_seconds} seconds.',
      http: 429,
      channel: 'rpc',
      rpc: -32013,
    },
    SERVER_DISABLED: { message: 'The server is switched off for the moment.', http: 503, channel: 'rpc', rpc: -32015 },
    TIMEOUT: { message: "'{tool}' took longer than its limit.", http: 504, channel: 'result' },
    UNAUTHORIZED: {
      message: "Send a valid API key or access token as 'Authorization: Bearer …'.",
      http: 401,
      channel: 'rpc',
      rpc: -32001,
    },
    UNKNOWN_RESOURCE: { message: 'Unknown resource: {uri}', http: 404, channel: 'rpc', rpc: -32602 },
    UNKNOWN_TOOL: { message: 'Unknown tool: {tool}', http: 404, channel: 'rpc', rpc: -32602 },
    VALIDATION_ERROR: { message: 'Validation failed', http: 422, channel: 'result' },
    WRITE_NOT_ALLOWED: {
      message: "'{tool}' writes, and writes are switched off for this connection or for the server.",
      http: 403,
      channel: 'rpc',
      rpc: -32012,
    },
  },
  modules: {
    shop: {
      name: 'shop',
      title: 'Shop',
      envelope: 'bare',
      naming: { tools: 'snake', parameters: 'snake' },
      domains: {},
      privileges: {
        'shop:order:read': { title: 'See orders' },
        'shop:order:refund': { title: 'Refund orders', sensitive: true },
        'shop:order:update': { title: 'Change orders' },
      },
    },
  },
} as const satisfies Server;
