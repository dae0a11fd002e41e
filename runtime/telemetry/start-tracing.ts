import { setTimeout as delay } from 'node:timers/promises';

/** For the last spans to reach the collector once the server closes; one that is down must not hold it up. */
const flushMs = 5_000;

/**
 * Starts sending spans to the collector that the environment names (`OTEL_EXPORTER_OTLP_ENDPOINT` and the rest of
 * OpenTelemetry's own variables). Its library is loaded here and nowhere else. Resolves with what writes out the last
 * spans and stops. `serviceName` holds where `OTEL_SERVICE_NAME` is not set.
 */
export async function startTracing(serviceName: string): Promise<() => Promise<void>> {
  const { NodeSDK, resources } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({
    serviceName: process.env.OTEL_SERVICE_NAME || serviceName,
    // What the process was started with may hold a secret, so it is not told.
    resourceDetectors: [resources.envDetector, resources.hostDetector],
    // Metrics are for Prometheus to fetch, and logs go where the process writes them.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return async () => {
    await Promise.race([sdk.shutdown().catch(() => {}), delay(flushMs, null, { ref: false })]);
  };
}
