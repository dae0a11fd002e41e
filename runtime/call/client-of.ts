import type { WithClient } from '../context.js';
import type { CheckedCall } from './call.js';
import type { ClientMethod } from './calling-client.js';
import type { Work } from './work.js';

/** `ctx.client` of a protocol fixture: as much of its client as it declares to use. */
export function clientOf({ request, tool }: CheckedCall, { asking }: Work): WithClient['client'] {
  const send = async (word: 'sampling' | 'roots', method: ClientMethod, params: object) => {
    if (!tool.usesClient?.includes(word)) throw new Error(`'${tool.name}' does not declare 'uses_client: [${word}]'.`);
    return asking?.request(method, params);
  };
  return {
    sample: (params) => send('sampling', 'sampling/createMessage', params),
    roots: () => send('roots', 'roots/list', {}),
    log: (level, data, logger) => request.client?.log?.(level, data, logger),
  };
}
