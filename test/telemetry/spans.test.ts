import { propagation } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTracing } from '../../runtime/telemetry/start-tracing.js';
import { type Market, openMarket } from '../market/market.js';
import { resolvers } from '../server/program.js';
import { postModern, postRest, postRpc } from '../server/requests.js';
import { type Running, start } from '../server/start.js';
import { soon } from '../soon.js';
import { type Collector, openCollector, type Span } from './collector.js';

const theirs = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const proxys = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const headersOf = ({ traceId, spanId }: typeof theirs, tenant: string) => ({
  traceparent: `00-${traceId}-${spanId}-01`,
  tracestate: `vendor=${tenant}`,
  baggage: `tenant=${tenant}`,
});
const given = headersOf(theirs, 'theirs');
const fromProxy = headersOf(proxys, 'proxys');

let collector: Collector;
let server: Running;
let stop: () => Promise<void>;
const baggage: unknown[] = [];

beforeAll(async () => {
  collector = await openCollector();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  process.env.OTEL_EXPORTER_OTLP_PROTOCOL = 'http/json';
  process.env.OTEL_BSP_SCHEDULE_DELAY = '10';
  stop = await startTracing('desk');
  server = await start({
    resolvers: resolvers.map((handler) => ({
      ...handler,
      run: (input, ctx) => {
        baggage.push(propagation.getActiveBaggage()?.getEntry('tenant')?.value);
        return handler.run(input, ctx);
      },
    })),
  });
});

afterAll(async () => {
  await server.close();
  await stop();
  await collector.close();
});

/** The spans that come in until `last` of them does, the one that ends after all others. */
async function spansOf<T>(send: () => Promise<T>, last: string): Promise<{ spans: readonly Span[]; sent: T }> {
  const before = collector.spans.length;
  const sent = await send();
  return soon(() => {
    const spans = collector.spans.slice(before);
    if (spans.some(({ name }) => name === last)) return { spans, sent };
    throw new Error(`No span ${last} came in, only ${spans.map(({ name }) => name)}.`);
  });
}

const call = { name: 'get_note', arguments: { note_id: 'n1' } };
const legacy = (params: object) => ({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });

describe('a call from a trace', () => {
  test.each([
    ['REST', '/mcp/tools/call', () => postRestTraced(given)],
    ['2025-11-25, by the header', '/mcp', () => postRpc(server.url, 'key_reader', legacy(call), given)],
  ])('goes on in it: %s', async (_, path, send) => {
    const { spans, sent } = await spansOf(send, `POST ${path}`);
    expect(sent.status).toBe(200);
    expect(sent.headers.get('x-trace-id')).toBe(theirs.traceId);
    const [resolver, called, request] = spans as [Span, Span, Span];
    expect(spans.map(({ name }) => name)).toEqual(['resolver', 'tools/call get_note', `POST ${path}`]);
    expect(spans.map(({ traceId }) => traceId)).toEqual([theirs.traceId, theirs.traceId, theirs.traceId]);
    expect([request.parentSpanId, called.parentSpanId, resolver.parentSpanId]).toEqual([
      theirs.spanId,
      request.spanId,
      called.spanId,
    ]);
    expect(request.traceState).toBe('vendor=theirs');
    expect(request.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': path,
      'http.response.status_code': 200,
    });
    expect(called.attributes).toEqual({
      'gen_ai.tool.name': 'get_note',
      'toolwright.wire': path === '/mcp' ? 'mcp' : 'rest',
      'toolwright.outcome': 'ok',
    });
    expect(baggage.at(-1)).toBe('theirs');
    expect(server.audited.at(-1)).toMatchObject({ traceId: theirs.traceId, spanId: called.spanId });
    expect(server.lines.at(-1)?.fields).toMatchObject({ traceId: theirs.traceId, spanId: request.spanId });
  });

  test.each([
    ['2025-11-25', () => postRpc(server.url, 'key_reader', legacy({ ...call, _meta: given }), fromProxy)],
    ['2026-07-28', () => postModern(server.url, 'key_reader', 'tools/call', { ...call, _meta: given })],
  ])('what the message says stands above the header, which is linked: %s', async (era, send) => {
    const { spans } = await spansOf(send, 'POST /mcp');
    const [resolver, called, request] = spans as [Span, Span, Span];
    expect([called.traceId, resolver.traceId]).toEqual([theirs.traceId, theirs.traceId]);
    expect(called.parentSpanId).toBe(theirs.spanId);
    expect(called.traceState).toBe('vendor=theirs');
    expect(called.links).toEqual([{ traceId: request.traceId, spanId: request.spanId }]);
    if (era === '2025-11-25') expect(request.parentSpanId).toBe(proxys.spanId);
    expect(baggage.at(-1)).toBe('theirs');
    expect(server.audited.at(-1)).toMatchObject({ traceId: theirs.traceId, spanId: called.spanId });
  });

  test('malformed, it begins a trace of its own', async () => {
    const { spans } = await spansOf(
      () =>
        postRpc(server.url, 'key_reader', legacy({ ...call, _meta: { traceparent: 7, baggage: ['a'] } }), {
          traceparent: 'ff-nothing',
        }),
      'POST /mcp',
    );
    const [, called, request] = spans as [Span, Span, Span];
    expect(request.parentSpanId).toBeUndefined();
    expect([called.parentSpanId, called.traceId]).toEqual([request.spanId, request.traceId]);
  });
});

describe('how a call ended', () => {
  test('a refusal names its gate and is no error', async () => {
    const refused = { name: 'remove_note', arguments: { note_id: 'n1' } };
    const { spans } = await spansOf(() => postRpc(server.url, 'key_reader', legacy(refused)), 'POST /mcp');
    const [called] = spans as [Span];
    expect(called.attributes).toEqual({
      'gen_ai.tool.name': 'remove_note',
      'toolwright.wire': 'mcp',
      'toolwright.outcome': 'FORBIDDEN',
      'toolwright.gate': 'privilege',
    });
    expect(called.status).toBe(0);
  });

  test('a bug is an error, whose message stays in the log, found there by the span', async () => {
    const bug = { name: 'audit_desk', arguments: {} };
    const { spans } = await spansOf(() => postRpc(server.url, 'key_staff', legacy(bug)), 'POST /mcp');
    const [resolver, called] = spans as [Span, Span];
    expect([resolver.status, resolver.attributes, called.status]).toEqual([2, { 'error.type': 'Error' }, 2]);
    const line = server.lines.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({ traceId: called.traceId, spanId: called.spanId });
  });

  test('a made-up tool leaves no name, and a stranger no call', async () => {
    const madeUp = { name: 'made_up_by_a_stranger' };
    const { spans } = await spansOf(() => postRpc(server.url, 'key_reader', legacy(madeUp)), 'POST /mcp');
    expect(spans.map(({ name }) => name)).toEqual(['tools/call', 'POST /mcp']);
    const stranger = await spansOf(() => postRpc(server.url, 'nobody', legacy(call)), 'POST');
    expect(stranger.spans.map(({ name, attributes }) => [name, attributes['http.response.status_code']])).toEqual([
      ['POST', 401],
    ]);
    expect(collector.received.join('\n')).not.toContain('made_up_by_a_stranger');
  });

  test('nothing that anybody sent or got is in a span', async () => {
    await spansOf(
      () => postRest(server.url, 'key_reader', { tool: 'get_note', arguments: { note_id: 'n2' } }),
      'POST /mcp/tools/call',
    );
    const told = collector.received.join('\n');
    for (const word of ['Grüße', 'n2', 'key_reader', 'a bug with a secret in it', process.argv[1] ?? '']) {
      expect(told).not.toContain(word);
    }
    expect([...collector.services]).toEqual(['desk']);
  });
});

describe('on PostgreSQL', () => {
  let market: Market;
  beforeAll(async () => {
    market = await openMarket();
  });
  afterAll(() => market.close());

  test('a transaction is a span within the resolver that opened it', async () => {
    const { spans } = await spansOf(() => market.succeed('acme-owner', 'list_projects'), 'POST /mcp/tools/call');
    const named = new Map(spans.map((span) => [span.name, span]));
    expect([...named.keys()].sort()).toEqual([
      'POST /mcp/tools/call',
      'resolver',
      'tools/call list_projects',
      'transaction',
    ]);
    expect(named.get('transaction')?.parentSpanId).toBe(named.get('resolver')?.spanId);
    const called = named.get('tools/call list_projects');
    await market.eventually(async () => {
      const rows = await market.db('toolwright.audit').where({ tool: 'list_projects' }).select('trace_id', 'span_id');
      expect(rows).toEqual([{ trace_id: called?.traceId, span_id: called?.spanId }]);
    });
  });
});

function postRestTraced(headers: Record<string, string>): Promise<Response> {
  return fetch(`${server.url}/mcp/tools/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer key_reader', ...headers },
    body: JSON.stringify({ tool: call.name, arguments: call.arguments }),
  });
}
