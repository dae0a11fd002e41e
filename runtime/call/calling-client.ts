import type { JsonSchema } from '../tool.js';

/**
 * The client behind a call, as far as it can be spoken to while the call runs. What is absent, the wire or the client
 * cannot do.
 */
export interface CallingClient {
  readonly elicitation?: Elicitation;
  /** Only where the caller asked to be told. */
  readonly progress?: (report: ProgressReport) => void;
  /** For protocol fixtures (`uses_client`): requests of the deprecated kinds, in the protocol's own words. */
  readonly request?: (method: 'sampling/createMessage' | 'roots/list', params: object) => Promise<unknown>;
  readonly log?: (level: string, data: unknown, logger?: string) => void;
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
    /** Sealed, and bound to caller, tenant, tool and arguments; opaque to the client. */
    readonly state: string;
  };
}
