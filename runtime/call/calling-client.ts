import type { JsonSchema } from '../tool.js';

/**
 * The client behind a call, as far as it can be spoken to while the call runs. What is absent, the wire or the client
 * cannot do.
 */
export interface CallingClient {
  readonly elicitation?: Elicitation;
  /** Only where the caller asked to be told. */
  readonly progress?: (report: ProgressReport) => void;
  /** For protocol fixtures (`uses_client`): which requests of the deprecated kinds the client takes. */
  readonly may?: ReadonlySet<ClientMethod>;
  /** Sends one while the call waits, in the protocol's own words. Absent where there are `rounds`. */
  readonly request?: (method: ClientMethod, params: object) => Promise<unknown>;
  /** Of a client that is asked by ending the call: what came with it when it was sent again. */
  readonly rounds?: Rounds;
  readonly log?: (level: string, data: unknown, logger?: string) => void;
}

export type ClientMethod = 'sampling/createMessage' | 'roots/list';

/** `state` is still sealed; `results` are what the client answered to each request, by its key, unchecked. */
export interface Rounds {
  readonly state: string | null;
  readonly results: ReadonlyMap<string, unknown>;
}

/** A request of the deprecated kinds that ends a call as a question does. */
export interface ClientRequest {
  readonly key: string;
  readonly method: ClientMethod;
  readonly params: object;
}

/**
 * How a person is asked. `wait`: the answer comes while the call waits (a session of 2025-11-25). `again`: the call
 * ends with what it asks and is sent again with the replies (2026-07-28); `state` is what such a second request
 * carried, still sealed.
 */
export type Elicitation =
  | { readonly kind: 'wait'; readonly ask: (question: Question, signal: AbortSignal) => Promise<Reply> }
  | { readonly kind: 'again'; readonly state: string | null; readonly replies: ReadonlyMap<string, Reply> };

/** A form put to a person. `key` is unique within the call. */
export interface Question {
  readonly key: string;
  readonly message: string;
  /** An object of flat properties, as `elicitation/create` takes it. */
  readonly form: JsonSchema;
}

export type Reply =
  | { readonly action: 'accept'; readonly content: Readonly<Record<string, unknown>> }
  | { readonly action: 'decline' | 'cancel' };

export interface ProgressReport {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/** How a call ends that has to be sent again with answers. Nothing has been committed. */
export interface InputRequired {
  readonly refused: false;
  readonly inputRequired: {
    readonly questions: readonly Question[];
    readonly requests?: readonly ClientRequest[];
    /** Sealed, and bound to caller, tenant, tool and arguments; opaque to the client. */
    readonly state: string;
  };
}
