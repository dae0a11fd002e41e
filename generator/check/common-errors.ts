/** An error of the language's own table; server.yaml may overlay its parts and add more. */
export interface CommonError {
  readonly message: string;
  readonly http: number;
  readonly channel: 'result' | 'rpc';
  readonly rpc?: number;
}

/** The errors that any tool may answer with. */
export const commonErrors = {
  PARSE_ERROR: rpc(-32700, 400, 'The body is not valid JSON. Send one JSON object.'),
  INVALID_REQUEST: rpc(-32600, 400, 'The request is not a valid call.'),
  METHOD_NOT_FOUND: rpc(-32601, 404, 'There is no method of this name.'),
  UNKNOWN_TOOL: rpc(-32602, 404, 'Unknown tool: {tool}'),
  UNKNOWN_RESOURCE: rpc(-32602, 404, 'Unknown resource: {uri}'),
  UNKNOWN_PROMPT: rpc(-32602, 404, 'Unknown prompt: {prompt}'),
  UNAUTHORIZED: rpc(-32001, 401, "Send a valid API key or access token as 'Authorization: Bearer …'."),
  INVALID_ORIGIN: rpc(-32002, 403, 'Requests with this Host or Origin are not accepted.'),
  FORBIDDEN: rpc(-32004, 403, "You may not call '{tool}' here."),
  INSUFFICIENT_SCOPE: rpc(-32004, 403, 'This connection lacks the scope {scope}. Authorize again with it.'),
  WRITE_NOT_ALLOWED: rpc(
    -32012,
    403,
    "'{tool}' writes, and writes are switched off for this connection or for the server.",
  ),
  RATE_LIMITED: rpc(-32013, 429, 'Too many calls. Wait {retry_after_seconds} seconds.'),
  CLIENT_CANNOT: rpc(-32021, 400, "'{tool}' needs a client that takes {method}."),
  SERVER_DISABLED: rpc(-32015, 503, 'The server is switched off for the moment.'),
  BODY_TOO_LARGE: rpc(-32600, 413, 'The body is larger than {limit} bytes.'),
  MISSING_WORKSPACE_CONTEXT: result(
    403,
    "MCP tool '{tool}' requires workspace context. Authenticate with an API key or user session.",
  ),
  VALIDATION_ERROR: result(422, 'Validation failed'),
  DEPENDENCY_NOT_MET: result(422, "Dependencies not satisfied for tool '{tool}'"),
  QUOTA_EXCEEDED: result(429, 'Daily tool quota exceeded for this workspace'),
  CONFIRMATION_REQUIRED: result(409, "A person must agree before '{tool}' runs."),
  DECLINED: result(409, 'The person declined.'),
  INPUT_REQUIRED: result(409, "'{tool}' asks a person, and this client cannot be asked."),
  INVALID_REQUEST_STATE: rpc(-32602, 400, 'This request state {reason}. Send the call again without it.'),
  CONFLICT: result(409, 'This idempotency key {reason}'),
  NOT_FOUND: result(404, 'There is no such thing here.'),
  TOOL_RETIRED: result(410, "'{tool}' was retired on {sunset}."),
  NO_DRY_RUN: result(422, "'{tool}' cannot tell what it would do: it has no dry run."),
  FORBIDDEN_QUERY: result(403, 'Query rejected: {reason}'),
  TIMEOUT: result(504, "'{tool}' took longer than its limit."),
  OUTPUT_INVALID: rpc(-32603, 500, 'The answer did not fit its own schema and was withheld.'),
  INTERNAL_ERROR: rpc(-32603, 500, 'An unexpected error occurred. Please try again.'),
} as const satisfies Readonly<Record<string, CommonError>>;

/** Errors that a tool may answer in words of its own, by declaring them again. */
export const specializable: ReadonlySet<string> = new Set(['NOT_FOUND', 'CONFLICT', 'FORBIDDEN_QUERY']);

function rpc(code: number, http: number, message: string): CommonError {
  return { message, http, channel: 'rpc', rpc: code };
}

function result(http: number, message: string): CommonError {
  return { message, http, channel: 'result' };
}
