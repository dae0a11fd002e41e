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

/** `Names` are the contexts that the tool's declaration guarantees. */
export type Context<Names extends string = never> = {
  readonly principal: Principal;
  /** Ids of the declared contexts: `ctx.context.org`. */
  readonly context: Readonly<Record<Names, string>>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly traceId: string;
  /** Whether the caller's active role holds a (module-qualified) privilege. */
  readonly may: (privilege: string) => boolean;
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
