import assert from 'node:assert/strict';
import type { Asks } from '../../tool.js';
import type { Bench } from '../bench.js';
import { planted, type Trial, trialsOf, unknown } from '../breakage.js';
import type { Check, Subject } from '../check.js';
import { willing } from '../person.js';
import { sceneFor } from '../right-call.js';
import { callOnce, type OnceCalled, repliesOf } from '../rounds.js';
import { validValue } from '../valid-value.js';

/** Each constraint of a form: an answer that breaks it is refused and told where, one at its edge is taken. */
export function answersChecks(subject: Subject, asks: Readonly<Record<string, Asks>>): readonly Check[] {
  return Object.entries(asks).flatMap(([name, { form }]) => {
    const { breaks, keeps } = trialsOf(form);
    const plain = Object.entries(form.properties ?? {}).map(
      ([field, shape]): Trial => ({ path: [field], keyword: 'type', value: validValue(shape) }),
    );
    const strange: Trial = { path: [unknown], keyword: 'additionalProperties', value: 1 };
    return [
      ...[...breaks, strange].map((trial) => trialCheck(subject, name, trial, false)),
      ...plain.map((trial) => trialCheck(subject, name, trial, true)),
      ...keeps.filter(({ keyword }) => keyword !== 'type').map((trial) => trialCheck(subject, name, trial, true)),
    ];
  });
}

function trialCheck(subject: Subject, name: string, trial: Trial, taken: boolean): Check {
  const { path, keyword, value } = trial;
  const of = keyword === 'enum' && taken ? ` (${String(value)})` : '';
  const steps = path.map((step) => (typeof step === 'number' ? 'items' : step));
  const place = [`asks.${name}.form`, ...(keyword === 'required' ? steps.slice(0, -1) : steps)].join('.');
  return {
    name: `asks: ${name}: /${path.join('/')} ${taken ? 'at the edge of' : 'breaking'} ${keyword}${of} is ${taken ? 'taken' : 'refused'}`,
    keys: [`${place}.${keyword === 'null' ? 'type' : keyword}`, place, `asks.${name}.form`, `asks.${name}`],
    ...(taken && { changes: true }),
    async run(bench) {
      const form = subject.tool.asks?.[name]?.form ?? {};
      const content = planted(validValue(form), form, path, value);
      const { outcome } = await answering(bench, subject, name, content);
      const told = outcome?.error?.code === 'VALIDATION_ERROR' ? Object.keys(Object(outcome.error.body.details)) : [];
      if (taken) return assert.deepEqual(told, [], outcome?.raw);
      const field = [name, ...path].join('.');
      assert.ok(
        told.some((one) => one === field || one.startsWith(`${field}.`)),
        `The answer should be refused at '${field}' and is told ${outcome?.raw ?? 'another question'}.`,
      );
    },
  };
}

/** Answers the question with this content, those before it willingly, and nothing after it. */
async function answering(bench: Bench, subject: Subject, name: string, content: unknown): Promise<OnceCalled> {
  const scene = sceneFor(subject, null);
  const sent = {
    tool: subject.tool.name,
    arguments: await bench.stage(scene),
    key: await bench.running.key(scene.as),
  };
  let called = await callOnce(bench.running.url, sent);
  for (;;) {
    const { round } = called;
    assert.ok(round, `'${name}' should be asked and the call ends: ${called.outcome?.raw}`);
    const asks = round.asked.some(({ key }) => key === name);
    const replies = { ...repliesOf(round, willing), ...(asks && { [name]: { action: 'accept', content } }) };
    called = await callOnce(bench.running.url, sent, { state: round.state, replies });
    if (asks) return called;
  }
}
