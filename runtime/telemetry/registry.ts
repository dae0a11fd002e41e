import { Counter, collectDefaultMetrics, Histogram, Registry as Prometheus } from 'prom-client';
import type { CountedCall, Registry } from './counted-call.js';

/** No tool can have this name. */
const unknownTool = '(unknown)';

/** From a cached read to the default time limit of a call. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Calls by tool, and the process's own figures. Each server has a registry of its own. */
export function createRegistry(): Registry {
  const registry = new Prometheus();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Counter({
    name: 'toolwright_calls_total',
    help: 'Calls by tool and outcome: ok, input_required, or an error code.',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'toolwright_refusals_total',
    help: 'Refused calls by tool and by the gate that refused.',
    labelNames: ['tool', 'gate'],
    registers,
  });
  const duration = new Histogram({
    name: 'toolwright_call_duration_seconds',
    help: 'Time from a call to its answer, by tool.',
    labelNames: ['tool'],
    buckets,
    registers,
  });
  const bytesIn = new Counter({
    name: 'toolwright_request_bytes_total',
    help: 'Bytes of the request bodies that calls came in, by tool.',
    labelNames: ['tool'],
    registers,
  });
  const bytesOut = new Counter({
    name: 'toolwright_answer_bytes_total',
    help: "Bytes of the answers' text, by tool.",
    labelNames: ['tool'],
    registers,
  });
  return {
    count(call: CountedCall) {
      const { outcome, gate } = call;
      const tool = call.tool ?? unknownTool;
      calls.inc({ tool, outcome });
      if (gate !== null) refusals.inc({ tool, gate });
      duration.observe({ tool }, call.seconds);
      bytesIn.inc({ tool }, call.bytesIn);
      bytesOut.inc({ tool }, call.bytesOut);
    },
    print: async () => ({ text: await registry.metrics(), mimeType: registry.contentType }),
  };
}
