import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { baseFor, formed } from '../right-call.js';
import { validValue } from '../valid-value.js';

/** Rules between arguments: `one_of_required`, and what an action needs and refuses. */
export const proveRules: Prover = (subject) => [...groupChecks(subject), ...actionChecks(subject)];

interface Sent {
  readonly as: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Fields that the refusal must name, and no others. */
  readonly wrong: readonly string[];
}

function rule(subject: Subject, name: string, key: string, make: () => Sent): Check {
  return {
    name: `input: ${name}`,
    keys: [key, 'gate.input'],
    async run(bench: Bench) {
      const { as, input, wrong } = make();
      const outcome = await bench.call({ as }, subject.tool.name, input);
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      assert.deepEqual(Object.keys(Object(outcome.error?.body.details)).sort(), wrong.toSorted(), outcome.raw);
    },
  };
}

/** None of the groups is refused; each alone suffices. */
function groupChecks(subject: Subject): Check[] {
  const { tool } = subject;
  const groups = tool.input.oneOfRequired ?? [];
  if (groups.length === 0) return [];
  const names = [...new Set(groups.flat())];
  const bare = () => {
    const { as, input } = baseFor(subject, []);
    const values = Object.fromEntries(
      names.map((name) => [name, input[name] ?? validValue(tool.input.properties?.[name] ?? {})]),
    );
    const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
    return { as, rest, values };
  };
  const firsts = [...new Set(groups.map(([first]) => first ?? ''))];
  return [
    rule(
      subject,
      `one of ${groups.map((group) => group.join(' and ')).join(', ')} is needed`,
      'input.oneOfRequired',
      () => {
        const { as, rest } = bare();
        return { as, input: rest, wrong: firsts };
      },
    ),
    ...groups.map((group) =>
      rule(subject, `${group.join(' and ')} will do`, 'input.oneOfRequired', () => {
        const { as, rest, values } = bare();
        const given = Object.fromEntries(group.map((name) => [name, values[name]]));
        return { as, input: { ...rest, ...given, [unknown]: 1 }, wrong: [unknown] };
      }),
    ),
  ];
}

function actionChecks(subject: Subject): Check[] {
  const { tool } = subject;
  return Object.entries(tool.actions ?? {}).flatMap(([action, { needs, refuses }]) => [
    ...(needs ?? []).map((name) =>
      rule(subject, `${action} needs ${name}`, `actions.${action}.needs`, () => {
        const { as, input } = formed(subject, action);
        const { [name]: _, ...others } = input;
        return { as, input: others, wrong: [name] };
      }),
    ),
    ...(refuses ?? []).map((name) =>
      rule(subject, `${action} refuses ${name}`, `actions.${action}.refuses`, () => {
        const { as, input } = formed(subject, action);
        const value = baseFor(subject, [name]).input[name] ?? validValue(tool.input.properties?.[name] ?? {});
        return { as, input: { ...input, [name]: value }, wrong: [name] };
      }),
    ),
  ]);
}
