import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as the collector got it, its attributes by name. */
export interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 2: an error. */
  readonly status: number;
}

export interface Collector {
  readonly url: string;
  readonly services: ReadonlySet<string>;
  readonly spans: readonly Span[];
  /** Everything that was received, as text. */
  readonly received: readonly string[];
  close(): Promise<void>;
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[];
  }[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface ExportedSpan extends Omit<Span, 'attributes' | 'status' | 'links'> {
  readonly attributes?: readonly Attribute[];
  readonly links?: Span['links'];
  readonly status?: { readonly code?: number };
}

/** Takes spans over OTLP/HTTP in JSON, as a collector does. */
export async function openCollector(): Promise<Collector> {
  const spans: Span[] = [];
  const services = new Set<string>();
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    received.push(text);
    for (const { resource, scopeSpans } of (JSON.parse(text) as Exported).resourceSpans) {
      services.add(String(byName(resource.attributes)['service.name']));
      spans.push(...scopeSpans.flatMap((scope) => scope.spans).map(readSpan));
    }
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    services,
    spans,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readSpan(span: ExportedSpan): Span {
  const { name, traceId, spanId, parentSpanId, traceState, attributes = [], links = [], status } = span;
  return {
    name,
    traceId,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    ...(traceState && { traceState }),
    attributes: byName(attributes),
    links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    status: status?.code ?? 0,
  };
}

function byName(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
