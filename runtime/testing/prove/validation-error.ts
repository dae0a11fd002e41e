import assert from 'node:assert/strict';
import type { Subject } from '../check.js';
import { isRecord } from '../match.js';
import { violations } from '../violations.js';
import type { Outcome } from '../wire.js';

/** The whole body of a VALIDATION_ERROR: what the published schema finds wrong, no more and no less, in two forms. */
export function refusesInput({ tool, server }: Subject, outcome: Outcome, sent: unknown): void {
  const body = outcome.error?.body ?? {};
  const wrong = violations(tool.inputSchema, sent);
  const { pointers, details, ...rest } = body;
  const enveloped = server.modules[tool.module]?.envelope === 'data_meta';
  const message = server.errors.VALIDATION_ERROR?.message;
  assert.deepEqual(
    rest,
    { ...(enveloped ? { success: false } : {}), error: message, code: 'VALIDATION_ERROR' },
    outcome.raw.slice(0, 400),
  );
  assert.ok(Array.isArray(pointers) && isRecord(details));
  assert.deepEqual(pointers.map(({ pointer }) => pointer).sort(), wrong, outcome.raw);
  assert.deepEqual(Object.keys(details).sort(), [...new Set(wrong.map(fieldOf))].sort());
  for (const [field, sentences] of Object.entries(details)) {
    assert.ok(Array.isArray(sentences) && sentences.length > 0, `'${field}' should be told in sentences.`);
    for (const sentence of sentences) assert.ok(String(sentence).startsWith(`The ${field} field `), String(sentence));
  }
  for (const pointer of pointers) {
    assert.deepEqual(Object.keys(pointer).sort(), ['expected', 'pointer', 'received']);
    for (const word of Object.values(pointer))
      assert.ok(typeof word === 'string' && word !== '', JSON.stringify(pointer));
  }
}

function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}
