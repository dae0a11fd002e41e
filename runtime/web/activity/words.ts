import type { AuditWire } from '../../call/audit/audit.js';
import type { Gate } from '../../call/refusal.js';
import type { AuditEnd } from '../../store/audit-log.js';

/** What people read for how a call went. */
export const resultWords: Readonly<Record<AuditEnd, string>> = {
  ok: 'done',
  asked: 'asked',
  refused: 'refused',
  failed: 'failed',
};

/** What people read for the gate that refused a call, or the part of it that failed. */
export const gateWords: Readonly<Record<Gate, string>> = {
  find: 'there is no such tool, or it is switched off',
  context: 'nothing was chosen to work in',
  audience: 'the tool is for others',
  allow_list: 'the connection was not given this tool',
  scope: 'the connection was not given the scope',
  privilege: 'the role does not allow it',
  write_gate: 'writes are off, for the connection or for all',
  rate: 'too many calls in a short time',
  input: 'the arguments were not valid',
  dependency: 'another tool has to be called before',
  hook: 'a rule of this server',
  quota: 'the calls of the day are used up',
  confirmation: 'it needs the agreement of a person',
  claim: 'its idempotency key stands for another call',
  concurrency: 'too many at the same time',
  run: 'the tool answered with an error',
  output: 'the answer was not as declared',
};

/** What people read for the way a call came. */
export const wireWords: Readonly<Record<AuditWire, string>> = {
  mcp: 'MCP',
  rest: 'REST',
  local: 'the server itself',
  web: 'a page',
  cli: 'the command line',
};
