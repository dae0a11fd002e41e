import type { Keys } from '../auth/keys.js';
import type { Context, Receipt } from '../context.js';
import type { Host, Switches } from '../host.js';
import type { Principal } from '../principal.js';
import type { Claim } from '../store/claims.js';
import type { RateWindow } from '../store/limiter.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { SpanParent } from '../telemetry/request-trace.js';
import type { ContentBlock, Handler, Server, Tool } from '../tool.js';
import type { Behind } from './behind.js';
import type { CallingClient, InputRequired } from './calling-client.js';
import type { Charge, Release } from './charge.js';
import type { Hooks } from './hooks.js';
import type { Refusal } from './refusal.js';
import type { Subject } from './subjects/subject.js';
import type { Subjects } from './subjects/subjects.js';
import type { Timer } from './timer.js';
import type { Write } from './write.js';

/** What every call is made with, fixed when the server starts. */
export interface Kernel<Handle = unknown> {
  readonly server: Server;
  /** By wire name, by dotted name and by alias. */
  readonly handlers: ReadonlyMap<string, Handler<Context>>;
  /** Resources, prompts and completions. */
  readonly subjects: Subjects;
  readonly host: Host<Handle>;
  readonly log: Log;
  readonly now: () => Date;
  readonly timer: Timer;
  readonly keys: Keys;
  readonly hooks: Hooks;
  readonly behind: Behind;
  /** Origin that people and clients reach this server by, without a path. Known once it listens. */
  readonly address: () => string;
  readonly steps: Steps;
  /** Absent: nothing is counted. */
  readonly metrics?: Metrics;
  /** The gates, where they are not all of `gates.ts`: the mutation tests leave one out. */
  readonly gates?: Gates;
}

export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** The whole program, whatever profile a kernel serves: what composites call, and what is notified of. */
export interface Steps {
  readonly handlers: Kernel['handlers'];
  readonly subjects: Subjects;
  readonly call: (request: CallRequest) => Promise<CallOutcome>;
}

/** A call as a wire hands it over: the caller is known, nothing else is. */
export interface CallRequest {
  readonly name: string;
  /** As sent. Anything but an object (or nothing) is a VALIDATION_ERROR. */
  readonly arguments: unknown;
  readonly principal: Principal;
  readonly wire: 'mcp' | 'rest' | 'local' | 'web';
  /** W3C trace id, 32 hex digits: from the caller's traceparent, else made anew. */
  readonly traceId: string;
  readonly signal: AbortSignal;
  /**
   * Identifies the caller again, past any cache: asked once, when a transaction finds that the principal is not so any
   * more. Null: no caller any more. Without it such a call ends as UNAUTHORIZED.
   */
  readonly refresh?: () => Promise<Principal | null>;
  /** What the caller's client can do while the call runs; absent: nothing. */
  readonly client?: CallingClient;
  /** What the call's span hangs on; absent: on whatever span is running. */
  readonly spanParent?: SpanParent;
  /** Of the call's own span, 16 hex digits: `callTool` gives it. */
  readonly spanId?: string;
  /** Size of the request's body, for the counters. */
  readonly bytes?: number;
  /** What is called, where it is no tool. */
  readonly subject?: Subject;
  /** Set where a composite makes the call. Rate, quota and confirmation are the composite's. */
  readonly parent?: ParentCall;
}

/** The composite that makes a call as one of its steps. */
export interface ParentCall {
  /** Its audit row. */
  readonly auditId: string;
  readonly tool: string;
  /** The key of this step, derived from the composite's own key, the step and the item; null where that has none. */
  readonly idempotencyKey: string | null;
}

/** A call whose tool is known, its arguments under the names that they have today. */
export interface FoundCall {
  /** Of the row that it will have in the audit. */
  readonly auditId: string;
  readonly kernel: Kernel;
  readonly request: CallRequest;
  readonly handler: Handler<Context>;
  readonly tool: Tool;
  readonly arguments: unknown;
  /** The declared action that the arguments name; null without actions, or where they name none. */
  readonly action: string | null;
  readonly switches: Switches;
}

/** A call whose arguments are coerced, completed by defaults and valid. */
export interface CheckedCall extends FoundCall {
  readonly input: { readonly [argument: string]: unknown };
  /** Whether nothing is to be changed: what the call would do is told. */
  readonly dryRun: boolean;
  /** The claim under which the call runs, where it has an idempotency key. */
  readonly claim?: Claim;
}

/** A call whose resolver has answered: the whole of its output, before anything is left out. */
export interface RanCall extends CheckedCall {
  readonly output: unknown;
  /** Whether the output was kept from an earlier call with the same idempotency key. */
  readonly replayed?: true;
  /** Of a dry run: what the call would write; null where only the resolver knows. */
  readonly writes?: readonly Write[] | null;
  /** Of a composite: the steps that were done. */
  readonly receipts?: readonly StepReceipt[];
}

/** A step of a composite that has been committed, and the item that it was for. */
export interface StepReceipt extends Receipt {
  readonly item?: string;
}

/** A stage that only decides: null lets the call pass. */
export type Decision<Call = FoundCall> = (call: Call) => Refusal | null;

/** A decision that asks the store. */
export type AsyncDecision<Call = CheckedCall> = (call: Call) => Promise<Refusal | null>;

/** The stages that a declaration governs, by name. `call-tool.ts` has their order. */
export interface Gates {
  readonly context: Decision;
  readonly audience: Decision;
  readonly allow_list: Decision;
  readonly scope: Decision;
  readonly privilege: Decision;
  readonly write_gate: Decision;
  /** How the caller's window stands; null where nothing is limited. */
  readonly rate: (call: FoundCall) => Promise<RateWindow | Refusal | null>;
  readonly input: (call: FoundCall) => CheckedCall | Refusal;
  readonly privilege_by_argument: Decision<CheckedCall>;
  readonly dependency: AsyncDecision;
  /** The kept answer of the same call, CONFLICT, or null to go on. */
  readonly replay: (call: CheckedCall) => Promise<RanCall | Refusal | null>;
  readonly quota: (call: CheckedCall) => Promise<Charge | Refusal>;
  readonly confirmation: (call: CheckedCall) => Promise<Refusal | InputRequired | null>;
  /** The call under its claim; or the answer of the one that had claimed the key in the meantime. */
  readonly claim: (call: CheckedCall) => Promise<CheckedCall | RanCall | Refusal>;
  /** Null: no slot is needed. `atMostMs` is the longest that the call can hold it. */
  readonly concurrency: (call: CheckedCall, atMostMs: number) => Promise<Release | Refusal | null>;
  readonly output: Decision<RanCall>;
}

export interface Answer {
  readonly refused: false;
  readonly tool: Tool;
  /** The call that is answered, its output whole. For composites and the audit; no wire tells it. */
  readonly call: RanCall;
  /** The shaped value that fits `outputSchema`; what `structuredContent` carries. Content blocks for `content`. */
  readonly value: unknown;
  /** The text block: compact JSON of the value (enveloped where the module says so), or csv or yaml. */
  readonly text: string;
  /** What REST answers: `value`, or enveloped, or the bare array, as declared; a string under csv and yaml. */
  readonly rest: unknown;
  /** The REST content type: application/json, text/csv, application/yaml. */
  readonly mimeType: string;
  readonly meta: Readonly<Record<string, unknown>>;
  /** Where the whole is, of an answer that was cut: stands behind the other content. */
  readonly link?: ContentBlock;
  /** How the caller's window of the tool stands, where its rate is limited. */
  readonly rate?: RateWindow;
  readonly inputRequired?: undefined;
}

export type CallOutcome = Answer | Refusal | InputRequired;
