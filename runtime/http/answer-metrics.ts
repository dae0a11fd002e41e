import { createHash, timingSafeEqual } from 'node:crypto';
import type { Kernel } from '../call/call.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Exchange, Stage } from './exchange.js';
import { isLoopback } from './origins.js';
import { refuse } from './refused-request.js';

/** Where the counters are told. */
export const metricsPath = '/metrics';

export interface MetricsAccess {
  /** Whoever sends it as a bearer token may read the metrics from anywhere. */
  readonly metricsToken?: string;
  readonly trustedProxies?: number;
}

const loopbackAddress = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * `GET /metrics` in Prometheus' text format: for this machine, or with the token. Behind proxies every request comes
 * from one of them, so only the token counts there. It stands before the Host check, because scrapers call by address.
 */
export function answerMetrics(kernel: Kernel, metrics: Metrics, access: MetricsAccess): Stage {
  return async (exchange, next) => {
    if (exchange.path !== metricsPath || (exchange.method !== 'GET' && exchange.method !== 'HEAD')) return next();
    if (!isLocal(exchange, access) && !hasToken(exchange, access)) throw turnedAway(kernel, access);
    const { text, mimeType } = await metrics.print();
    exchange.status = 200;
    exchange.set({ 'Content-Type': mimeType, 'Cache-Control': 'no-store' });
    exchange.body = text;
  };
}

/** The socket, not a header, says where a request comes from; the Host keeps out a page whose name leads to here. */
function isLocal({ req, hostname }: Exchange, { trustedProxies = 0 }: MetricsAccess): boolean {
  return trustedProxies === 0 && loopbackAddress.test(req.socket.remoteAddress ?? '') && isLoopback(hostname);
}

function hasToken(exchange: Exchange, { metricsToken }: MetricsAccess): boolean {
  const sent = /^Bearer +(\S+)$/i.exec(exchange.get('authorization'))?.[1];
  if (metricsToken === undefined || sent === undefined) return false;
  // Digests are of one length, and comparing them takes the same time wherever they differ.
  const [left, right] = [sent, metricsToken].map((token) => createHash('sha256').update(token).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function turnedAway({ server }: Kernel, { metricsToken }: MetricsAccess) {
  if (metricsToken === undefined) {
    return refuse(server, 'FORBIDDEN', {
      message: 'Metrics are told to this machine alone. Set METRICS_TOKEN to read them from elsewhere.',
    });
  }
  const message = 'Send the value of METRICS_TOKEN as Authorization: Bearer.';
  return refuse(server, 'UNAUTHORIZED', { message, headers: { 'WWW-Authenticate': 'Bearer realm="metrics"' } });
}
