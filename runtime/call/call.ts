import type { Principal } from '../principal.js';
import type { Handler, Server, Tool } from '../tool.js';
import type { Host } from '../host.js';
import type { Context } from '../context.js';
import type { Refusal } from './refusal.js';

/** What every call is made with, fixed when the server starts. */
export interface Kernel<Handle = unknown> {
  readonly server: Server;
  /** By wire name, by dotted name and by alias. */
  readonly handlers: ReadonlyMap<string, Handler<Context>>;
  readonly host: Host<Handle>;
  readonly log: Log;
  readonly now: () => Date;
}

export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** A call as a wire hands it over: the caller is known, nothing else is. */
export interface CallRequest {
  readonly name: string;
  /** As sent. Anything but an object (or nothing) is a VALIDATION_ERROR. */
  readonly arguments: unknown;
  readonly principal: Principal;
  readonly wire: 'mcp' | 'rest' | 'local';
  /** W3C trace id, 32 hex digits: from the caller's traceparent, else made anew. */
  readonly traceId: string;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly refused: false;
  readonly tool: Tool;
  /** The shaped value that fits `outputSchema`; what `structuredContent` carries. Content blocks for `content`. */
  readonly value: unknown;
  /** The text block: compact JSON of the value (enveloped where the module says so), or csv or yaml. */
  readonly text: string;
  /** What REST answers: `value`, or enveloped, or the bare array, as declared; a string under csv and yaml. */
  readonly rest: unknown;
  /** The REST content type: application/json, text/csv, application/yaml. */
  readonly mimeType: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

export type CallOutcome = Answer | Refusal;
