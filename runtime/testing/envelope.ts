import assert from 'node:assert/strict';
import type { Subject } from './check.js';
import { isRecord } from './match.js';
import { answerTo } from './output-shape.js';

const pageWords = ['limit', 'offset', 'page', 'page_size', 'total', 'has_more'];

/** An answer's body without what its module wraps it in: of `{success, data, _meta}` the value as it would be bare. */
export function unwrapped(subject: Subject, body: unknown, input: Readonly<Record<string, unknown>>): unknown {
  if (!isEnveloped(subject)) return body;
  const { tool } = subject;
  assert.ok(isRecord(body) && body.success === true, 'The answer should be enveloped in {success, data, _meta}.');
  const output = answerTo(tool, input);
  if (output?.kind !== 'list') return body.data;
  const meta = isRecord(body._meta) ? body._meta : {};
  const page = Object.fromEntries(Object.entries(meta).filter(([name]) => pageWords.includes(name)));
  return { [output.as]: body.data, ...(tool.page && { page }) };
}

export function isEnveloped({ tool, server }: Subject): boolean {
  return server.modules[tool.module]?.envelope === 'data_meta';
}
