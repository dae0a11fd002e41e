import assert from 'node:assert/strict';
import type { Example } from '../../tool.js';
import type { Check } from '../check.js';
import { mismatches } from '../match.js';
import { type Asked, eras } from './ask.js';
import { refusedWith } from './prove-access.js';
import type { Reading } from './reading.js';

/** Each example, as its principal, in both eras: what is read, or the error. */
export function proveReadingExamples(reading: Reading): readonly Check[] {
  return reading.examples.flatMap((example) =>
    eras.map(
      (era) =>
        ({
          name: `examples: ${example.title} (${era})`,
          keys: ['output', 'messages', 'uri', ...(example.expectError ? [`server.errors.${example.expectError}`] : [])],
          async run(bench) {
            const asked = await reading.ask(bench, { as: example.as }, example.input, era);
            if (example.expectError !== undefined) refusedWith(reading, asked, { code: example.expectError });
            else fits(reading, example, asked);
          },
        }) satisfies Check,
    ),
  );
}

function fits(reading: Reading, { as, expect }: Example, asked: Asked): void {
  assert.equal(asked.error, null, `${reading.name} as ${as} answers ${asked.raw.slice(0, 300)}`);
  if (expect !== undefined) assert.deepEqual(mismatches(expect, shownOf(reading, asked)), []);
}

/** What an example is about: the contents, parsed where they are JSON, or the prompt's messages. */
export function shownOf({ kind, declaration }: Reading, { result }: Asked): unknown {
  if (kind === 'prompt') return { messages: result?.messages };
  const [contents] = (result?.contents ?? []) as { readonly text?: string; readonly blob?: string }[];
  const typed = 'output' in declaration && Object(declaration.output).kind === 'type';
  return typed ? JSON.parse(contents?.text ?? '') : (contents?.text ?? contents?.blob);
}
