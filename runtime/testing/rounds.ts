import { isRecord } from './match.js';
import type { Asked, Person, PersonsReply } from './person.js';
import { type Outcome, outcomeOf, post, type Sent } from './wire.js';

/** What a call under 2026-07-28 comes back with when it asks. */
export interface Round {
  readonly asked: readonly Asked[];
  /** Opaque; sent back with the replies. */
  readonly state: string;
}

/** A call's end, and what was asked on the way. */
export interface Answered {
  readonly outcome: Outcome;
  readonly asked: readonly Asked[];
}

/** What is sent with a call that has been asked. `capabilities` are the client's: it can be asked unless they say not. */
export interface Resent {
  readonly state?: string;
  readonly replies?: Readonly<Record<string, unknown>>;
  readonly capabilities?: object;
}

/** More rounds than any tool has questions. */
const maxRounds = 20;

/** How one request of a call ends. */
export type OnceCalled =
  | { readonly outcome: Outcome; readonly round?: undefined }
  | { readonly round: Round; readonly outcome?: undefined };

/** One request of a call under 2026-07-28: its end, or what it asks. */
export async function callOnce(
  url: string,
  sent: Sent,
  { state, replies, capabilities }: Resent = {},
): Promise<OnceCalled> {
  const params = {
    name: sent.tool,
    arguments: sent.arguments,
    ...(state !== undefined && { requestState: state }),
    ...(replies && { inputResponses: replies }),
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'toolwright-testing', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': capabilities ?? { elicitation: { form: {} } },
    },
  };
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': sent.tool };
  const posted = await post(`${url}/mcp`, sent.key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, headers);
  const message = isRecord(posted.message) ? posted.message : {};
  const round = isRecord(message.result) ? roundOf(message.result) : null;
  return round === null ? { outcome: outcomeOf(posted, sent.tool) } : { round };
}

/** A whole call, a person answering each question: its end, and what was asked on the way. */
export async function callAnswering(url: string, sent: Sent, person: Person): Promise<Answered> {
  const asked: Asked[] = [];
  let resent: Resent = {};
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    const { outcome, round } = await callOnce(url, sent, resent);
    if (outcome) return { outcome, asked };
    asked.push(...round.asked);
    resent = { state: round.state, replies: repliesOf(round, person) };
  }
  throw new Error(`'${sent.tool}' still asks after ${maxRounds} rounds.`);
}

export function repliesOf({ asked }: Round, person: Person): Readonly<Record<string, PersonsReply>> {
  return Object.fromEntries(asked.map((question) => [question.key, person(question)]));
}

function roundOf(result: Readonly<Record<string, unknown>>): Round | null {
  if (result.resultType !== 'input_required') return null;
  const requests = isRecord(result.inputRequests) ? Object.entries(result.inputRequests) : [];
  const asked = requests.map(([key, request]): Asked => {
    const { message, requestedSchema } = Object(Object(request).params);
    return { key, message: String(message), schema: Object(requestedSchema) };
  });
  return { asked, state: String(result.requestState) };
}
