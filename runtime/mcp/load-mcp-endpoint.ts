import type { McpEndpoint } from './create-mcp-endpoint.js';
import type { Endpoint } from './endpoint.js';

/** An endpoint whose protocol library is not loaded yet. */
export interface LoadingEndpoint {
  /** Loads it, if no request has asked for it yet. */
  load(): Promise<McpEndpoint>;
  readonly close: McpEndpoint['close'];
}

/**
 * The protocol library takes a good part of the whole server's start to load. Nothing before the first request needs
 * it, so it comes after listening, or with that request.
 */
export function loadMcpEndpoint(endpoint: Omit<Endpoint, 'wait'>): LoadingEndpoint {
  let loading: Promise<McpEndpoint> | undefined;
  const load = () => {
    loading ??= import('./create-mcp-endpoint.js').then(({ createMcpEndpoint }) => createMcpEndpoint(endpoint));
    return loading;
  };
  return {
    load,
    close: async () => (await loading)?.close(),
  };
}
