import type { Asks } from '../tool.js';
import { type Answer, type Asking, CallEnds } from './asking.js';
import type { CheckedCall } from './call.js';
import type { ClientMethod, ClientRequest, Elicitation, InputRequired, Question, Reply } from './calling-client.js';
import { confirmationOf } from './confirmation.js';
import { fillMessage, refuse } from './error-table.js';
import { readForm } from './input/read-form.js';
import { isRecord } from './is-record.js';
import { isRefusal, type Refusal } from './refusal.js';
import { openState, type RequestState, sealState } from './request-state.js';
import type { Work } from './work.js';

/** Opens the state that the call came with, where its tool asks anything: a refusal where that is not this call's. */
export async function beginAsking(call: CheckedCall, work: Work): Promise<Asking | Refusal> {
  const { asks, usesClient } = call.tool;
  const state = asks || usesClient ? await openState(call) : null;
  return isRefusal(state) ? state : new Questions(call, work, state);
}

/**
 * The questions of one run. Those that a client cannot be asked while the call waits are gathered, so that a resolver
 * that asks several at once has them put in one round; answers of earlier rounds are there at once.
 */
class Questions implements Asking {
  readonly #questions: Question[] = [];
  readonly #requests: ClientRequest[] = [];
  /** What nobody can be asked. */
  readonly #unasked: Question[] = [];
  readonly #times = new Map<string, number>();
  readonly #answers: Record<string, Answer>;
  #refusal: Refusal | null = null;
  #mistake: Error | null = null;

  constructor(
    readonly call: CheckedCall,
    readonly work: Work,
    readonly state: RequestState | null,
  ) {
    this.#answers = { ...state?.answers };
  }

  readonly ask = async (name: string, values: Readonly<Record<string, string | number>> = {}): Promise<Answer> => {
    const declared = this.call.tool.asks?.[name];
    if (declared === undefined) throw new Error(`'${this.call.tool.name}' declares no question '${name}'.`);
    const question = this.#question(name, declared, values);
    const { elicitation } = this.call.request.client ?? {};
    // Before anything is waited for: so a resolver may ask several questions at once.
    const known = this.#known(question, declared, elicitation);
    await this.#checkNothingDone(name);
    if (known !== null) return known;
    if (elicitation?.kind !== 'wait') throw this.#end();
    await this.work.transaction?.startOver();
    const { signal } = this.work.deadline;
    const reply = await this.work.deadline.untimed(() => elicitation.ask(question, signal));
    return this.#read(question, declared, reply) ?? this.#stop();
  };

  async request(method: ClientMethod, params: object): Promise<unknown> {
    const { client } = this.call.request;
    if (!client?.may?.has(method)) {
      this.#refusal ??= this.#clientCannot(method);
      return this.#stop();
    }
    const { request: send } = client;
    if (send) return this.work.deadline.untimed(() => send(method, params));
    const key = this.#key(method);
    const given = this.#answers[key] ?? this.#brought(key);
    if (isRecord(given)) {
      this.#answers[key] = given;
      return given;
    }
    this.#requests.push({ key, method, params });
    return this.#stop();
  }

  /** The protocol's own error, with what the client would have to be capable of (2026-07-28, MissingRequiredClientCapability). */
  #clientCannot(method: ClientMethod): Refusal {
    const { kernel, tool } = this.call;
    const data = { requiredCapabilities: { [method.split('/')[0] ?? method]: {} } };
    return refuse(kernel.server, 'CLIENT_CANNOT', { gate: 'run', tool, values: { method }, data });
  }

  settle(): void {
    if (this.#mistake !== null) throw this.#mistake;
    const ending = this.#refusal ?? this.#again() ?? this.#cannotAsk();
    if (ending !== null) throw new CallEnds(ending);
  }

  #question(name: string, { message, schema }: Asks, values: Readonly<Record<string, unknown>>): Question {
    return { key: this.#key(name), message: fillMessage(message, values), form: schema };
  }

  /** The same name asked again is another question. The resolver asks in the same order each time it runs. */
  #key(name: string): string {
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  }

  /** The answer, where it has been given; else the question is noted, unless the client is asked as the call waits. */
  #known(question: Question, declared: Asks, elicitation: Elicitation | undefined): Answer | null {
    if (elicitation?.kind === 'wait') return null;
    const { key } = question;
    const kept = this.#answers[key];
    if (kept !== undefined) return kept;
    if (elicitation === undefined) {
      this.#unasked.push(question);
      return null;
    }
    const reply = this.#wasAsked(key) ? elicitation.replies.get(key) : undefined;
    if (reply !== undefined) return this.#read(question, declared, reply);
    this.#questions.push(question);
    return null;
  }

  /** Null where the reply ends the call. */
  #read({ key }: Question, { form }: Asks, reply: Reply): Answer | null {
    const { kernel, tool } = this.call;
    if (reply.action !== 'accept') {
      this.#refusal ??= refuse(kernel.server, 'DECLINED', { gate: 'run', tool, data: { question: key } });
      return null;
    }
    const answer = readForm(this.call, { key, form, content: reply.content });
    if (isRefusal(answer)) {
      this.#refusal ??= answer;
      return null;
    }
    this.#answers[key] = answer;
    return answer;
  }

  /** A reply to what was never put to anybody is nobody's answer. */
  #wasAsked(key: string): boolean {
    return this.state?.asked?.includes(key) ?? false;
  }

  #brought(key: string): unknown {
    return this.#wasAsked(key) ? this.call.request.client?.rounds?.results.get(key) : undefined;
  }

  #stop(): never {
    throw this.#end();
  }

  /** What the resolver sees; how the call really ends is settled when all that it asks at once is known. */
  #end(): Error {
    return new Error('The call ends with what it has asked. Do not catch this.');
  }

  /**
   * The resolver runs again for each answer, and while it waits nothing is kept open, so there is nothing to undo what
   * had been done by then.
   */
  async #checkNothingDone(name: string): Promise<void> {
    const { transaction, receipts, reached } = this.work;
    const handle = await transaction?.opened();
    const wrote =
      reached ||
      receipts.length > 0 ||
      transaction?.committed() ||
      (handle !== undefined && (await this.call.kernel.host.database?.hasWritten?.(handle)));
    if (!wrote || this.call.dryRun) return;
    this.#mistake = new Error(
      `'${this.call.tool.name}' asks '${name}' after it has written or had an effect. Ask everything first.`,
    );
    throw this.#mistake;
  }

  #again(): InputRequired | null {
    const questions = this.#questions;
    const requests = this.#requests;
    if (questions.length + requests.length === 0) return null;
    const confirmed = this.state?.confirmed || confirmationOf(this.call) === 'asked';
    const state = sealState(this.call, {
      ...(confirmed && { confirmed: true }),
      answers: this.#answers,
      asked: [...questions, ...requests].map(({ key }) => key),
    });
    return { refused: false, inputRequired: { questions, requests, state } };
  }

  #cannotAsk(): Refusal | null {
    if (this.#unasked.length === 0) return null;
    const { kernel, tool } = this.call;
    const questions = this.#unasked.map(({ key, message, form }) => ({ name: key, message, schema: form }));
    return refuse(kernel.server, 'INPUT_REQUIRED', { gate: 'run', tool, data: { questions } });
  }
}
