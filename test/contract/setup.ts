import { server } from '../../generated/server.js';
import { provideServer } from '../../runtime/testing/provide-server.js';
import { openMarketplace } from './marketplace.js';

/** Gives the contract tests the marketplace, started once a worker when the first of them needs it. */
provideServer({
  server,
  generated: new URL('../../generated', import.meta.url).pathname,
  start: async () => (await openMarketplace()).serve(),
});
