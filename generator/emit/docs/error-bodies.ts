import type { commonErrors } from '../../check/common-errors.js';
import type { Failure } from '../../model.js';

/** What an error's body holds beside `error` and `code`, and what its sentence is filled with, as an example. */
interface Told {
  /** A document's own word for it, which then stands as `error`; the sentence is `message`. */
  readonly word?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** What is added to the declared sentence. */
  readonly advice?: string;
  /** Which gate refused it; told of errors by JSON-RPC that a call ends in. */
  readonly gate?: string;
  readonly facts?: object;
}

const trace = { trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' };

/** One for every error of the language's table: a code without one does not compile. */
const bodies: Readonly<Record<keyof typeof commonErrors, Told>> = {
  PARSE_ERROR: {},
  INVALID_REQUEST: {},
  METHOD_NOT_FOUND: {},
  UNKNOWN_TOOL: {
    gate: 'find',
    values: { tool: 'list_order' },
    advice: "(did you mean 'list_orders'?)",
    facts: { did_you_mean: 'list_orders' },
  },
  UNKNOWN_RESOURCE: {
    gate: 'find',
    values: { uri: 'market://orders/ord_9' },
    facts: { uri: 'market://orders/ord_9' },
  },
  UNKNOWN_PROMPT: { gate: 'find', values: { prompt: 'review' }, facts: { prompt: 'review' } },
  UNAUTHORIZED: {},
  INVALID_ORIGIN: {},
  FORBIDDEN: { gate: 'privilege' },
  INSUFFICIENT_SCOPE: { gate: 'scope', values: { scope: 'mcp:write' }, facts: { scope: 'mcp:write' } },
  WRITE_NOT_ALLOWED: { gate: 'write_gate' },
  RATE_LIMITED: {
    gate: 'rate',
    values: { retry_after_seconds: 12 },
    facts: { limit: 30, retry_after_seconds: 12 },
  },
  CLIENT_CANNOT: {
    gate: 'run',
    values: { method: 'sampling/createMessage' },
    facts: { requiredCapabilities: { sampling: {} } },
  },
  SERVER_DISABLED: { gate: 'find' },
  BODY_TOO_LARGE: { values: { limit: 262_144 }, facts: { limit: 262_144 } },
  MISSING_WORKSPACE_CONTEXT: {},
  VALIDATION_ERROR: {
    facts: {
      details: { query: ['The query field is required'] },
      pointers: [{ pointer: '/query', expected: 'string', received: 'nothing' }],
    },
  },
  DEPENDENCY_NOT_MET: {
    word: 'dependency_not_met',
    facts: {
      missing: [
        { type: 'tool_called', key: 'create_plan', description: 'A plan must be created before updating tasks' },
      ],
      suggested_order: ['create_plan', 'update_task'],
      plan: [
        { tool: 'create_plan', arguments: {} },
        { tool: 'update_task', arguments: { task_id: 'tsk_1' } },
      ],
    },
  },
  QUOTA_EXCEEDED: {
    word: 'quota_exceeded',
    facts: { current_usage: 1000, limit: 1000, resets_at: '2024-01-16T00:00:00+00:00' },
  },
  CONFIRMATION_REQUIRED: {
    advice:
      'Let the person open https://example.com/account/approvals/apr_1 and approve, then send the same call again.',
    facts: {
      url: 'https://example.com/account/approvals/apr_1',
      expires_at: '2024-01-15T10:10:00.000Z',
      summary: 'What the call would do, in lines that a person reads.',
    },
  },
  DECLINED: {},
  INPUT_REQUIRED: {
    facts: {
      questions: [
        {
          name: 'pick',
          message: 'Which colour?',
          schema: { type: 'object', properties: { colour: { type: 'string', enum: ['red', 'blue'] } } },
        },
      ],
    },
  },
  INVALID_REQUEST_STATE: { gate: 'confirmation', values: { reason: 'has expired' } },
  CONFLICT: {
    values: { reason: 'belongs to a call that is still running. Send the same call again in a moment.' },
    facts: { in_progress: true },
  },
  NOT_FOUND: {},
  TOOL_RETIRED: {
    values: { sunset: '2026-12-31' },
    advice: "Use 'add_tasks' instead.",
    facts: { replace_with: 'add_tasks' },
  },
  NO_DRY_RUN: {},
  FORBIDDEN_QUERY: {
    values: { reason: "Disallowed SQL keyword 'DELETE' detected" },
    facts: { reason: "Disallowed SQL keyword 'DELETE' detected" },
  },
  TIMEOUT: { advice: 'Nothing was committed.', facts: { limit_seconds: 30, effect: 'none' } },
  OUTPUT_INVALID: { gate: 'output', advice: 'Nothing was committed.', facts: trace },
  INTERNAL_ERROR: { gate: 'run', facts: trace },
};

/** The body that REST answers, as an example; null for an error of the server's own, of which only its sentence is known. */
export function exampleBody({ code, message }: Failure): object | null {
  const told: Told | undefined = Object.hasOwn(bodies, code) ? bodies[code as keyof typeof bodies] : undefined;
  if (told === undefined) return null;
  const { word, values, advice, gate, facts } = told;
  const filled = message.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String({ tool: 'update_task', ...values }[name] ?? whole),
  );
  const sentence = advice === undefined ? filled : `${filled} ${advice}`;
  return {
    error: word ?? sentence,
    code,
    ...(word !== undefined && { message: sentence }),
    ...(gate !== undefined && { gate }),
    ...facts,
  };
}
