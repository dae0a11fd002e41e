import Koa from 'koa';
import { pino } from 'pino';
import type { Log } from './call/call.js';
import { createRouter, type Documents, type Routes, routeMcp } from './create-router.js';
import { answerErrors } from './http/answer-errors.js';
import { answerMetrics, type MetricsAccess } from './http/answer-metrics.js';
import { answerUnrouted } from './http/answer-unrouted.js';
import { authenticate } from './http/authenticate.js';
import { checkEnabled } from './http/check-enabled.js';
import { checkOrigin } from './http/check-origin.js';
import { allowCrossOrigin } from './http/cors.js';
import type { RequestState } from './http/exchange.js';
import { answerHealth } from './http/health.js';
import { createListener, defaultTimeouts, type Listener, type Timeouts } from './http/listener.js';
import type { Origins } from './http/origins.js';
import { readJson } from './http/read-json.js';
import { secureHeaders } from './http/secure-headers.js';
import { type ServedRoute, servedRoutes } from './http/served-routes.js';
import { traceRequests } from './http/trace-requests.js';
import { createKernel, type KernelOptions } from './kernel.js';
import type { Streams } from './mcp/serve-stdio.js';
import { createSessions } from './mcp/sessions/sessions.js';
import { createFollowers } from './mcp/subjects/followers.js';
import { createToolList } from './mcp/tool-list.js';
import { createMetrics } from './telemetry/metrics.js';
import { traceHost } from './telemetry/trace-work.js';

export interface ServerOptions<Handle> extends KernelOptions<Handle>, Origins, MetricsAccess {
  /** The application's own version, as clients are told it. */
  readonly version?: string;
  /** Where other processes on the same store reach this one; without it, where it listens. */
  readonly advertiseUrl?: string;
  /** False: the protocol's library answers every request on `/mcp`. For comparing the two. */
  readonly nativePath?: boolean;
  readonly documents?: Documents;
  readonly routes?: Routes;
  /** Somebody else's issuer, whose tokens `host.identify` takes: this server then lets nobody in by itself. */
  readonly issuer?: { readonly issuer: string };
  /** How many proxies stand in front, whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies?: number;
  readonly log?: Log;
  readonly timeouts?: Partial<Timeouts>;
}

export interface ToolServer {
  readonly app: Koa<RequestState>;
  /** `port` 0 takes a free one. */
  readonly listen: Listener['listen'];
  /**
   * Serves one client over two streams, as the one whose API key it is, until it goes. Rejects with a sentence where the
   * key is nobody's.
   */
  readonly stdio: (key: string, streams: Streams) => Promise<void>;
  /** Everything at which it takes requests. */
  readonly routes: () => readonly ServedRoute[];
  /** Ends what runs, writes out what the store has batched, and lets go of its connections. */
  readonly close: () => Promise<void>;
}

/** The server of a program: MCP at `/mcp`, the same tools over REST, health and documents. Throws sentences. */
export function createServer<Handle>(options: ServerOptions<Handle>): ToolServer {
  const { log = pino(), version = '0.0.0', documents = {}, trustedProxies = 0 } = options;
  let listeningAt = '';
  const address = () => (options.publicUrl === undefined ? listeningAt : new URL(options.publicUrl).origin);
  const metrics = createMetrics();
  const kernel = createKernel({ address, ...options, host: traceHost(options.host), metrics }, log);
  const routing = { address, ...options, version, documents, metrics };
  const router = createRouter(kernel, routing);
  const sessions = createSessions(kernel, () => options.advertiseUrl ?? reachable(listeningAt));
  const followers = createFollowers(kernel);
  const endpoints = routeMcp(router, kernel, { ...routing, sessions, followers });

  const app = new Koa<RequestState>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  // Whatever a stage throws is answered; here come connections that ended early, which have a code, and faults in writing.
  app.on('error', (error) =>
    log['code' in error ? 'debug' : 'error']({ err: error }, 'an answer could not be written'),
  );
  app.use(traceRequests(kernel));
  app.use(secureHeaders(kernel));
  app.use(answerErrors(kernel));
  app.use(answerHealth(kernel));
  app.use(answerMetrics(kernel, metrics, options));
  app.use(checkOrigin(kernel, options));
  app.use(allowCrossOrigin());
  app.use(authenticate(kernel, options));
  app.use(readJson(kernel));
  app.use(checkEnabled(kernel));
  app.use(router.routes());
  app.use(answerUnrouted(kernel, router));

  const listener = createListener(app, { ...defaultTimeouts, ...options.timeouts });
  return {
    app,
    async listen(port, host) {
      const listening = await listener.listen(port, host);
      listeningAt = listening.url;
      // Once whoever waits for the address has it. A failure to load is the first request's to tell.
      setImmediate(() => {
        for (const endpoint of endpoints) endpoint.load().catch(() => {});
        metrics.load().catch(() => {});
      });
      return listening;
    },
    routes: () => servedRoutes(router),
    async stdio(key, streams) {
      const { serveOverStdio } = await import('./mcp/serve-stdio.js');
      const tools = createToolList(kernel);
      await serveOverStdio({ kernel, tools, sessions, followers, version, nativePath: false }, key, streams);
    },
    async close() {
      const closed = listener.close();
      // Their streams would stay open for ever.
      await sessions.close();
      await followers.close();
      await Promise.all(endpoints.map((endpoint) => endpoint.close()));
      await closed;
      await kernel.behind.settled();
      await options.host.store.close();
    },
  };
}

/** An address that listens to all is reached by loopback. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
