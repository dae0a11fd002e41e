import assert from 'node:assert/strict';
import type { Asks } from '../../tool.js';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { callThrough, libraries } from '../client-libraries.js';
import { type Asked, type Person, unwilling, willing } from '../person.js';
import { sceneFor } from '../right-call.js';
import type { Wire } from '../wire.js';
import { answersChecks } from './asks-answers.js';
import { statesChecks } from './asks-states.js';
import { isDeclaredError } from './declared-error.js';

/**
 * A tool's questions: put as declared in both eras, their answers checked, a person who declines ends the call, and so
 * does a client that cannot be asked; what travels through the client between two rounds is good for that alone.
 */
export const proveAsks: Prover = (subject) => {
  const { asks } = subject.tool;
  if (!asks) return [];
  return [
    ...libraries.map((library) => putCheck(subject, asks, library)),
    ...libraries.map((library) => declinedCheck(subject, library)),
    ...(['mcp', 'rest'] as const).map((wire) => unaskedCheck(subject, asks, wire)),
    ...answersChecks(subject, asks),
    ...statesChecks(subject),
  ];
};

const keysOf = (asks: Readonly<Record<string, Asks>>) =>
  Object.keys(asks).flatMap((name) => [`asks.${name}`, `asks.${name}.message`, `asks.${name}.schema`]);

function putCheck(subject: Subject, asks: Readonly<Record<string, Asks>>, library: (typeof libraries)[number]): Check {
  return {
    name: `asks: every question is put as declared (${library})`,
    keys: ['asks', ...keysOf(asks)],
    changes: true,
    async run(bench) {
      const asked: Asked[] = [];
      const person: Person = (question) => {
        asked.push(question);
        return willing(question);
      };
      const { isError, error } = await throughLibrary(bench, subject, library, person);
      assert.ok(!isError, `The call should succeed and answers ${JSON.stringify(error)}.`);
      const put = new Set(asked.map((question) => declaredAs(asks, question)));
      assert.deepEqual([...put].sort(), Object.keys(asks).sort(), 'A willing person is asked every question.');
    },
  };
}

/** The name of the declared question that this is; a placeholder stands for any text. */
function declaredAs(asks: Readonly<Record<string, Asks>>, { message, schema }: Asked): string {
  const found = Object.entries(asks).find(
    ([, declared]) => isMessage(declared.message, message) && isSame(declared.schema, schema),
  );
  assert.ok(found, `No declared question is '${message}' with the form ${JSON.stringify(schema)}.`);
  return found[0];
}

function isMessage(declared: string, message: string): boolean {
  const parts = declared.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // Filled, since what stands in braces was given no value; and a value ends no sentence.
  return new RegExp(`^${parts.join('(?:(?![.?!]\\s)[^{}])+')}$`, 's').test(message);
}

function isSame(declared: unknown, schema: unknown): boolean {
  try {
    assert.deepEqual(JSON.parse(JSON.stringify(schema)), declared);
    return true;
  } catch {
    return false;
  }
}

function declinedCheck(subject: Subject, library: (typeof libraries)[number]): Check {
  return {
    name: `asks: a person who declines ends the call (${library})`,
    keys: ['asks', 'server.errors.DECLINED'],
    async run(bench) {
      const { isError, error } = await throughLibrary(bench, subject, library, unwilling);
      assert.ok(isError, 'The call should end as declined.');
      const [first] = Object.keys(subject.tool.asks ?? {});
      assert.deepEqual(error, {
        error: subject.server.errors.DECLINED?.message,
        code: 'DECLINED',
        question: first,
      });
    },
  };
}

function unaskedCheck(subject: Subject, asks: Readonly<Record<string, Asks>>, wire: Wire): Check {
  return {
    name: `asks: a client that cannot be asked is told what it would be (${wire})`,
    keys: ['asks', ...keysOf(asks), 'server.errors.INPUT_REQUIRED'],
    async run(bench) {
      const scene = sceneFor(subject, null);
      const input = await bench.stage(scene);
      const outcome = await bench.callUnasked({ as: scene.as, wire }, subject.tool.name, input);
      isDeclaredError(subject, outcome, { code: 'INPUT_REQUIRED', input, wire });
      const questions = outcome.error?.body.questions;
      assert.ok(Array.isArray(questions) && questions.length > 0, outcome.raw);
      for (const { name, message, schema } of questions) {
        assert.equal(declaredAs(asks, { key: name, message, schema }), name);
      }
    },
  };
}

async function throughLibrary(bench: Bench, subject: Subject, library: (typeof libraries)[number], person: Person) {
  const scene = sceneFor(subject, null);
  const input = await bench.stage(scene);
  const key = await bench.running.key(scene.as);
  return callThrough(library, `${bench.running.url}/mcp`, { key, tool: subject.tool.name, input, person });
}
