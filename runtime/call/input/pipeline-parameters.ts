import type { Server, Tool } from '../../tool.js';

/** The names of a tool's parameters that are dealt with before and after the resolver, which never sees them. */
export interface PipelineParameters {
  readonly format?: string;
  readonly idempotencyKey?: string;
}

/** What the language adds to this tool's input, in the style of the tool's module. */
export function pipelineParameters(server: Server, { module, formats, idempotency }: Tool): PipelineParameters {
  const camel = server.modules[module]?.naming.parameters === 'camel';
  return {
    ...((formats?.length ?? 0) > 1 && { format: camel ? 'responseFormat' : 'response_format' }),
    ...(idempotency && { idempotencyKey: camel ? 'idempotencyKey' : 'idempotency_key' }),
  };
}
