import type { DeclaredFailure } from '../tool.js';

/** What hooks are told of a call. Read-only, arguments and result redacted. */
export interface HookedCall {
  readonly tool: string;
  readonly arguments: unknown;
  readonly principal: { readonly id: string; readonly name: string };
  readonly connection: string;
  readonly traceId: string;
}

export interface HookedEnd extends HookedCall {
  /** What was answered; null where the call failed. */
  readonly result: unknown;
  /** The error's code and sentence; null where the call succeeded. */
  readonly exception: { readonly code: string; readonly message: string } | null;
  readonly durationMs: number;
}

/** An application's own code around every call, a composite's steps included. What it throws is logged and ignored. */
export interface Hooks {
  /**
   * In order, once the gates are passed and before the call is run, charged or put to a person; a replay asks nobody
   * again. May refuse with a declared error: `return failure('CODE', data)`.
   */
  readonly before?: readonly ((
    call: HookedCall,
  ) => Promise<DeclaredFailure | undefined> | DeclaredFailure | undefined)[];
  /** In order, behind the answer: of every call whose tool was found, refused ones included. */
  readonly after?: readonly ((end: HookedEnd) => Promise<void> | void)[];
}
