import assert from 'node:assert/strict';
import { absent, type Path, planted, type Trial, trialsOf, unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { formOf } from '../scene.js';
import { violations } from '../violations.js';
import { sceneFor } from './access.js';

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
    ...groupChecks(subject),
    unknownCheck(subject),
  ];
};

/** The scene whose action takes this argument, so that nothing but the trial is wrong. */
function baseFor(
  subject: Subject,
  path: Path,
): { readonly as: string; readonly input: Readonly<Record<string, unknown>> } {
  const name = String(path[0] ?? '');
  const actions = Object.entries(subject.tool.actions ?? {});
  const taking =
    actions.find(([, { needs }]) => needs?.includes(name)) ??
    actions.find(([, { refuses }]) => !refuses?.includes(name)) ??
    null;
  const scene = sceneFor(subject, taking?.[0] ?? null);
  return { as: scene.as, input: formOf(subject.tool, scene) };
}

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
      refusesInput(subject, outcome.error?.body ?? {}, sent, outcome.raw);
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
      const { as, input } = baseFor(subject, trial.path);
      const sent = planted(input, tool.input, trial.path, trial.value) as Record<string, unknown>;
      const sends = tool.actions && trial.path[0] === 'action' ? actionInput(subject, String(trial.value)) : sent;
      const outcome = await bench.call({ as }, tool.name, { ...sends, [unknown]: 1 });
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      assert.deepEqual(
        Object.keys(Object(outcome.error?.body.details)),
        [unknown],
        JSON.stringify(outcome.error?.body),
      );
    },
  };
}

function actionInput(subject: Subject, action: string): Readonly<Record<string, unknown>> {
  return formOf(subject.tool, sceneFor(subject, action));
}

/** The whole body of a VALIDATION_ERROR: one pointer for each thing that the published schema finds wrong. */
export function refusesInput(
  { tool }: Subject,
  body: Readonly<Record<string, unknown>>,
  sent: unknown,
  raw: string,
): void {
  const wrong = violations(tool.inputSchema, sent);
  assert.deepEqual(Object.keys(body).sort(), ['code', 'details', 'error', 'pointers'], raw.slice(0, 400));
  assert.equal(body.error, 'Validation failed');
  assert.equal(body.code, 'VALIDATION_ERROR');
  const { pointers, details } = body;
  assert.ok(Array.isArray(pointers) && isRecord(details));
  assert.deepEqual([...new Set(pointers.map(({ pointer }) => pointer))].sort(), wrong);
  assert.deepEqual(Object.keys(details).sort(), [...new Set(wrong.map(fieldOf))].sort());
  for (const sentences of Object.values(details))
    assert.ok(
      Array.isArray(sentences) && sentences.length > 0 && sentences.every((sentence) => typeof sentence === 'string'),
    );
  for (const pointer of pointers) {
    assert.deepEqual(Object.keys(pointer).sort(), ['expected', 'pointer', 'received']);
    assert.ok(
      typeof pointer.expected === 'string' &&
        pointer.expected !== '' &&
        typeof pointer.received === 'string' &&
        pointer.received !== '',
    );
  }
}

function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

function unknownCheck(subject: Subject): Check {
  return {
    name: 'input: an unknown argument is refused, and named',
    keys: ['input.additionalProperties', 'gate.input'],
    async run(bench) {
      const { as, input } = baseFor(subject, []);
      const sent = { ...input, [unknown]: 1 };
      const outcome = await bench.call({ as }, subject.tool.name, sent);
      refusesInput(subject, outcome.error?.body ?? {}, sent, outcome.raw);
    },
  };
}

/** `one_of_required`, what an action needs and what it refuses: rules between arguments. */
function groupChecks(subject: Subject): Check[] {
  const { tool } = subject;
  const refused = (
    name: string,
    keys: readonly string[],
    make: () => { as: string; sent: Record<string, unknown>; fields: readonly string[] },
  ): Check => ({
    name: `input: ${name}`,
    keys: [...keys, 'gate.input'],
    async run(bench) {
      const { as, sent, fields } = make();
      const outcome = await bench.call({ as }, tool.name, sent);
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      const told = Object.keys(Object(outcome.error?.body.details));
      assert.ok(
        told.some((field) => fields.includes(field)),
        `The refusal should name one of ${fields.join(', ')}: ${JSON.stringify(outcome.error?.body)}`,
      );
    },
  });
  const groups = tool.input.oneOfRequired ?? [];
  const none =
    groups.length === 0
      ? []
      : [
          refused('at least one group of arguments is given', ['input.oneOfRequired'], () => {
            const { as, input } = baseFor(subject, []);
            const sent = Object.fromEntries(Object.entries(input).filter(([name]) => !groups.flat().includes(name)));
            return { as, sent, fields: groups.flat() };
          }),
        ];
  const actions = Object.entries(tool.actions ?? {}).flatMap(([action, { needs, refuses }]) => [
    ...(needs ?? []).map((name) =>
      refused(`${action} needs ${name}`, [`actions.${action}.needs`], () => {
        const scene = sceneFor(subject, action);
        const { [name]: _, ...sent } = formOf(tool, scene);
        return { as: scene.as, sent, fields: [name] };
      }),
    ),
    ...(refuses ?? []).map((name) =>
      refused(`${action} refuses ${name}`, [`actions.${action}.refuses`], () => {
        const scene = sceneFor(subject, action);
        const sent = planted(formOf(tool, scene), tool.input, [name], givenValue(subject, name)) as Record<
          string,
          unknown
        >;
        return { as: scene.as, sent, fields: [name] };
      }),
    ),
  ]);
  return [...none, ...actions];
}

/** A right value of an argument, from an action that takes it. */
function givenValue(subject: Subject, name: string): unknown {
  return baseFor(subject, [name]).input[name] ?? absent;
}

function sensitive(subject: Subject, path: Path): boolean {
  let shape = subject.tool.input;
  for (const step of path) {
    shape = (typeof step === 'number' ? shape.items : shape.properties?.[step]) ?? {};
    if (shape.sensitivity) return true;
  }
  return false;
}
