import type Provider from 'oidc-provider';
import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { createOutside } from '../outside/outside.js';
import { adaptersFor, type Keeping } from './adapter.js';
import { renderError } from './error-page.js';
import type { Interactions } from './interactions.js';
import { loadLibrary, withoutConsole } from './library.js';
import { createStrangerLimits, type StrangerLimits } from './limits.js';
import { interactionsOf } from './pending-interactions.js';
import { providerSettings } from './provider-settings.js';

/** Issues tokens for this server's own resource to programs that a person lets in. */
export interface AuthorizationServer {
  /** Its identifier (RFC 8414): the origin that people use. */
  issuer(): string;
  readonly interactions: Interactions;
  readonly limits: StrangerLimits;
  /** Answers a request on one of its paths. Throws a PageError for what a person is to see. */
  answer(exchange: Exchange): Promise<void>;
}

/** Null where the host has no people, or its store keeps no connections: nobody can be let in there. */
export function createAuthorizationServer(kernel: Kernel): AuthorizationServer | null {
  const { people, store } = kernel.host;
  const { artifacts, connections } = store;
  if (people === undefined || artifacts === undefined || connections === undefined) return null;
  const keeping: Keeping = { artifacts, connections };
  const limits = createStrangerLimits(kernel);
  const load = loadOnce(kernel, keeping, limits);
  return {
    issuer: kernel.address,
    limits,
    interactions: interactionsOf(kernel, keeping, load),
    async answer(exchange) {
      const provider = await load();
      const inner = providerContext(provider, exchange);
      const [dispatch] = provider.middleware;
      await dispatch?.(inner, async () => {});
      exchange.status = inner.status;
      if (inner.body !== undefined && inner.body !== null) exchange.body = inner.body;
    },
  };
}

/** Its issuer is known once the server listens, and the library is slow to load: made with the first request. */
function loadOnce(kernel: Kernel, keeping: Keeping, limits: StrangerLimits): () => Promise<Provider> {
  let loaded: Promise<Provider> | undefined;
  return () => {
    loaded ??= makeProvider(kernel, keeping, limits);
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
}

async function makeProvider(kernel: Kernel, keeping: Keeping, limits: StrangerLimits): Promise<Provider> {
  const library = await loadLibrary(kernel.log);
  const issuer = kernel.address();
  const adapter = adaptersFor(kernel, keeping, (sentence) => new library.errors.InvalidGrant(sentence));
  const outside = kernel.host.outside ?? createOutside({ allowed: [] });
  const parts = { adapter, outside, limits, renderError };
  const settings = providerSettings(kernel, issuer, library, parts);
  const provider = await withoutConsole(kernel.log, () => new library.default(issuer, settings));
  provider.on('server_error', (_ctx, error) => kernel.log.error({ err: error }, 'the authorization server failed'));
  return provider;
}

/**
 * The request as the provider sees it: by the address that people use, whatever name and proxy it came by, and with cookies
 * signed by the provider's own keys. It shares the answer with the exchange.
 */
function providerContext(provider: Provider, { req, res, ip }: Exchange) {
  const inner = provider.createContext(req, res);
  const { protocol, host, origin } = new URL(provider.issuer);
  const { pathname, search } = new URL(req.url ?? '/', origin);
  Object.defineProperties(inner.request, {
    protocol: { value: protocol.slice(0, -1) },
    host: { value: host },
    href: { value: `${origin}${pathname}${search}` },
  });
  inner.request.ip = ip;
  return inner;
}
