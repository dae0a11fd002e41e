import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { edgesOf, filesBelow, root } from '../architecture/import-edges.js';

const runtime = filesBelow('runtime');
const edges = runtime.flatMap(edgesOf);

/** Who imports it, but for its types. */
function importersOf(target: string): readonly string[] {
  const dynamic = edges.filter(({ to, dynamic }) => to === target && dynamic).map(({ from }) => `${from}, when needed`);
  const fixed = edges
    .filter(({ from, to, dynamic }) => to === target && !dynamic && !onlyTypes(from, target))
    .map(({ from }) => from);
  return [...new Set([...fixed, ...dynamic])];
}

function onlyTypes(from: string, target: string): boolean {
  const name = target.replace(/^.*\//, '').replace(/\.ts$/, '');
  const lines = readFileSync(join(root, from), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('import') && line.includes(`${name}.js'`));
  return lines.length > 0 && lines.every((line) => line.startsWith('import type'));
}

test("the collector's library is loaded where an endpoint is configured, and the counters' after listening", () => {
  expect(importersOf('@opentelemetry/sdk-node')).toEqual(['runtime/telemetry/start-tracing.ts, when needed']);
  expect(importersOf('prom-client')).toEqual(['runtime/telemetry/registry.ts']);
  expect(importersOf('runtime/telemetry/registry.ts')).toEqual(['runtime/telemetry/metrics.ts, when needed']);
});

test('every line of the log about a call has its trace and its span', () => {
  const lines = runtime
    .filter((file) => file.startsWith('runtime/call/'))
    .filter((file) => /\blog\.(?:error|warn|info|debug)\(/.test(readFileSync(join(root, file), 'utf8')));
  expect(lines).not.toEqual([]);
  expect(lines.filter((file) => !readFileSync(join(root, file), 'utf8').includes('traceFields('))).toEqual([]);
});
