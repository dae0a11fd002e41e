import type { Principal } from './principal.js';
import { DeclaredFailure } from './tool.js';

/**
 * An application says once what its database handle is, and `ctx.db()` exists, typed:
 * `declare module 'toolwright/runtime' { interface Register { database: Knex.Transaction } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: made to be merged into
export interface Register {}

type WithDatabase = Register extends { database: infer Database }
  ? {
      /** The call's transaction, opened at first use with the caller's tenant set, committed by the runtime. */
      readonly db: () => Promise<Database>;
      /**
       * A transaction beyond the caller's tenant. The reason (a sentence) is audited. For staff tools and jobs, and
       * for the few moments in which a person is not yet a member of what they touch.
       */
      readonly asSystem: <T>(reason: string, run: (db: Database) => Promise<T>) => Promise<T>;
    }
  : unknown;

/**
 * Of a tool with `effects`: `ctx.effects.stripe((client, call) => …)`. What the resolver wrote so far is committed
 * first, and the next `ctx.db()` is a transaction of its own, so that no transaction stays open while others answer.
 * `call.key` is the same whenever the same step of the same idempotent call is tried: pass it on. In a dry run it
 * throws.
 */
export type WithEffects<Name extends string> = {
  readonly attempt: Attempt;
  readonly effects: {
    readonly [Each in Name]: <T>(run: (client: EffectClient<Each>, call: EffectCall) => Promise<T>) => Promise<T>;
  };
};

/**
 * Clients of outside services by the effect that they have, which is what `host.effects` holds. An application merges its
 * own into it: `declare module 'toolwright/runtime' { interface EffectClients { stripe: Stripe } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: made to be merged into
export interface EffectClients {}

type EffectClient<Name extends string> = Name extends keyof EffectClients ? EffectClients[Name] : unknown;

/**
 * One call, however often it is tried under its idempotency key. What a resolver commits before an effect bears `id`, so
 * that a later attempt finds it instead of making it a second time.
 */
export interface Attempt {
  /** 43 signs of base64url: the same for every attempt of a claimed call; without a claim, of this call alone. */
  readonly id: string;
  /** Whether an earlier attempt ended without an answer after an effect had begun. */
  readonly again: boolean;
}

export interface EffectCall {
  /** An idempotency key for the outside service. */
  readonly key: string;
  /** Whether an earlier attempt may have had this effect already: look it up by its key before trying again. */
  readonly again: boolean;
  readonly signal: AbortSignal;
}

/** Of a tool whose resolver itself answers a dry run (`by: resolver`). */
export interface WithDryRun {
  readonly dryRun: boolean;
}

/** Of a tool with `progress`. `total` where it is known; `progress` only ever grows. */
export interface WithProgress {
  readonly progress: (progress: number, total?: number, message?: string) => void;
}

/**
 * Of a tool with `asks`: the accepted answer to a declared question, its `{placeholders}` filled from `values`. The
 * resolver may run from its beginning again for each answer, so nothing is written and no effect had before the last
 * question. A person who declines ends the call.
 */
export interface WithAsks<Forms> {
  readonly ask: <Name extends keyof Forms & string>(
    question: Name,
    values?: Readonly<Record<string, string | number>>,
  ) => Promise<Forms[Name]>;
}

/** Of a composite: its declared steps by tool name, `manage_license.attach` for a tool's action. */
export interface WithCalls<Calls> {
  readonly call: Calls;
}

/** One step of a composite. `item` tells steps of the same tool apart, in receipts and in derived idempotency keys. */
export type Step<Input, Output> = (input: Input, item?: string) => Promise<StepEnd<Output>>;

/** How a step ended. Each step commits by itself: what is `done` stays so whatever comes after. */
export type StepEnd<Output> =
  | { readonly status: 'done'; readonly value: Output; readonly receipt: Receipt }
  | {
      readonly status: 'failed' | 'needs_person';
      readonly error: { readonly error: string; readonly code: string; readonly [key: string]: unknown };
      /** Where a person goes on, with `needs_person`. */
      readonly url?: string;
    };

/** Proof of a step that has been committed: the tool, and its row in the audit. */
export interface Receipt {
  readonly tool: string;
  readonly audit_id: string;
}

/** Of a protocol fixture with `uses_client`. */
export interface WithClient {
  readonly client: {
    readonly sample: (params: object) => Promise<unknown>;
    readonly roots: () => Promise<unknown>;
    readonly log: (level: string, data: unknown, logger?: string) => void;
  };
}

/** `Names` are the contexts that the tool's declaration guarantees. */
export type Context<Names extends string = never> = {
  readonly principal: Principal;
  /** Ids of the declared contexts: `ctx.context.org`. */
  readonly context: Readonly<Record<Names, string>>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly traceId: string;
  /**
   * Waits for others, who are only read from, without holding a connection: the transaction so far, which must not have
   * written, is let go of, and the next `db()` opens another. What has an effect goes through `effects` instead.
   */
  readonly outside: <T>(read: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Whether the caller's active role holds a (module-qualified) privilege. */
  readonly may: (privilege: string) => boolean;
  /**
   * Tells subscribers that the resource at this address is another, once the call has committed. `tenant`: whose it is,
   * where it is not the caller's own. Throws for what no resource with `subscribe: true` has as its address.
   */
  readonly notify: (uri: string, tenant?: string) => void;
} & WithDatabase;

/** A declared error as a resolver's answer. `data` fills what the declaration names. */
export function failure<Code extends string>(code: Code): DeclaredFailure<Code, Record<string, never>>;
export function failure<Code extends string, Data>(code: Code, data: Data): DeclaredFailure<Code, Data>;
export function failure(code: string, data: unknown = {}): DeclaredFailure {
  return new DeclaredFailure(code, data);
}

/** What a resolver factory asks of the application; `unknown` where it asks for nothing. */
export type AppOf<Factory> = Factory extends () => unknown
  ? unknown
  : Factory extends (app: infer App) => unknown
    ? App
    : never;
