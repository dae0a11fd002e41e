import type { Knex } from 'knex';
import type { ServerOptions, ToolServer } from '../../runtime/create-server.js';

type Options = ServerOptions<Knex.Transaction>;

/** What one server after another stands on: the first one's host, whose connections stay open in between. */
export interface Stand {
  /** For whoever starts a program, in the place of `createServer`. */
  readonly create: (options: Options) => ToolServer;
  /** Ends the server of before, and listens with another one on a free port of loopback. */
  serve(): Promise<{ readonly url: string }>;
}

/** A start costs several connections and a look at the whole database; another server on the same host costs next to none. */
export function createStand(make: (options: Options) => ToolServer): Stand {
  let given: Options | undefined;
  let standing: ToolServer | undefined;
  const another = (options: Options) => {
    const { host } = options;
    return make({ ...options, host: { ...host, store: { ...host.store, close: async () => {} } } });
  };
  const current = () => {
    if (!standing) throw new Error('Nothing has been started yet.');
    return standing;
  };
  return {
    create(options) {
      given = options;
      standing = another(options);
      return {
        get app() {
          return current().app;
        },
        listen: (port, host) => current().listen(port, host),
        stdio: (key, streams) => current().stdio(key, streams),
        routes: () => current().routes(),
        async close() {
          await current().close();
          await options.host.store.close();
        },
      };
    },
    async serve() {
      if (!given) throw new Error('Nothing has been started yet.');
      await current().close();
      standing = another(given);
      return standing.listen(0, '127.0.0.1');
    },
  };
}
