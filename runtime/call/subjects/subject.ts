import type { Context } from '../../context.js';
import type { Handler } from '../../tool.js';

/**
 * What is called where it is no tool: a resource that is read, a prompt that is asked for, a completion. To the gates
 * each is a tool that reads, so there is one pipeline for all.
 */
export interface Subject {
  readonly kind: 'resource' | 'prompt' | 'completion';
  /** Null: there is none of this name. */
  readonly handler: Handler<Context> | null;
  /** What stands for it in the sentences of errors. */
  readonly values: { readonly [placeholder: string]: string };
  /** Of a completion: the name of what it completes, with which it is allowed. */
  readonly of?: string;
}

/** The error that tells that there is none. */
export function unknownCode({ kind }: Subject): 'UNKNOWN_RESOURCE' | 'UNKNOWN_PROMPT' {
  return kind === 'prompt' ? 'UNKNOWN_PROMPT' : 'UNKNOWN_RESOURCE';
}
