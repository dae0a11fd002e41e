import { Agent } from 'undici';
import type { HostAddress } from './target.js';

/**
 * Connects to these addresses, whatever the host's name resolves to by then; certificates are checked for the name. `ca`: by
 * other authorities than Node.js trusts.
 */
export function pinnedTo(addresses: readonly HostAddress[], ca?: string): Agent {
  const [first] = addresses;
  if (first === undefined) throw new Error('A connection is pinned to at least one address.');
  return new Agent({
    maxHeaderSize: 16_384,
    connect: {
      ...(ca !== undefined && { ca }),
      lookup: (_host, options, done) => {
        if (options.all) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
    },
  });
}
