import { provideServer } from '../../runtime/testing/provide-server.js';
import { server } from './generated/server.js';
import { openLanguage } from './start.js';

/** Gives the contract tests of the language its proving ground, started once a worker. */
provideServer({
  server,
  generated: new URL('./generated', import.meta.url).pathname,
  start: async () => (await openLanguage()).serve(),
});
