import assert from 'node:assert/strict';
import { type Path, planted, type Trial, trialsOf, unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { baseFor, formed } from '../right-call.js';
import { refusesInput } from './validation-error.js';

/**
 * Each constraint of the input: broken once, and refused with a body that says where and what; met at its edge, and
 * accepted. To accept without doing anything, the right call carries one unknown argument, which must then be the only
 * thing that is wrong.
 */
export const proveInput: Prover = (subject) => {
  const { breaks, keeps } = trialsOf(subject.tool.input);
  return [
    ...breaks.map((trial) => breakCheck(subject, trial)),
    ...keeps.map((trial) => keepCheck(subject, trial)),
    unknownCheck(subject),
  ];
};

function keyOf({ path, keyword }: Trial): string {
  const steps = path.map((step) => (typeof step === 'number' ? 'items' : step));
  return [
    'input',
    ...(keyword === 'required' || keyword === 'additionalProperties'
      ? [...steps.slice(0, -1), keyword]
      : [...steps, keyword === 'null' ? 'type' : keyword]),
  ].join('.');
}

function breakCheck(subject: Subject, trial: Trial): Check {
  const { tool } = subject;
  return {
    name: `input: /${trial.path.join('/')} breaking ${trial.keyword} is refused`,
    keys: [keyOf(trial), `input.${trial.path[0]}`, 'gate.input', 'server.errors.VALIDATION_ERROR'],
    async run(bench) {
      const { as, input } = baseFor(subject, trial.path);
      const sent = planted(input, tool.input, trial.path, trial.value) as Record<string, unknown>;
      const outcome = await bench.call({ as }, tool.name, sent);
      refusesInput(subject, outcome, sent);
      const secret = sensitive(subject, trial.path);
      if (secret && typeof trial.value === 'string' && trial.value.length > 3) {
        assert.ok(!outcome.raw.includes(trial.value), 'A sensitive value is echoed in the refusal.');
      }
    },
  };
}

function keepCheck(subject: Subject, trial: Trial): Check {
  const { tool } = subject;
  const size = typeof trial.value === 'string' && trial.keyword === 'enum' ? ` (${trial.value})` : '';
  return {
    name: `input: /${trial.path.join('/')} at the edge of ${trial.keyword}${size} is accepted`,
    keys: [keyOf(trial), `input.${trial.path[0]}`],
    async run(bench) {
      const action = tool.actions && trial.path[0] === 'action' ? String(trial.value) : null;
      const { as, input } = action === null ? baseFor(subject, trial.path) : formed(subject, action);
      const sent = planted(input, tool.input, trial.path, trial.value) as Record<string, unknown>;
      const outcome = await bench.call({ as }, tool.name, { ...sent, [unknown]: 1 });
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      assert.deepEqual(
        Object.keys(Object(outcome.error?.body.details)),
        [unknown],
        JSON.stringify(outcome.error?.body),
      );
    },
  };
}

function unknownCheck(subject: Subject): Check {
  return {
    name: 'input: an unknown argument is refused, and named',
    keys: ['input.additionalProperties', 'gate.input'],
    async run(bench) {
      const { as, input } = baseFor(subject, []);
      const sent = { ...input, [unknown]: 1 };
      refusesInput(subject, await bench.call({ as }, subject.tool.name, sent), sent);
      const overRest = await bench.call({ as, wire: 'rest' }, subject.tool.name, sent);
      refusesInput(subject, overRest, sent);
      assert.equal(overRest.status, subject.server.errors.VALIDATION_ERROR?.http);
    },
  };
}

function sensitive(subject: Subject, path: Path): boolean {
  let shape = subject.tool.input;
  for (const step of path) {
    shape = (typeof step === 'number' ? shape.items : shape.properties?.[step]) ?? {};
    if (shape.sensitivity) return true;
  }
  return false;
}
