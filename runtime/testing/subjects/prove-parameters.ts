import assert from 'node:assert/strict';
import { absent, planted, type Trial, trialsOf, unknown } from '../breakage.js';
import type { Check } from '../check.js';
import { typeOf } from '../valid-value.js';
import { refusedWith } from './prove-access.js';
import type { Reading } from './reading.js';
import { readingScene } from './scene.js';

/** Each constraint of the parameters, broken once and told; met at its edge, and let through. */
export function proveReadingParameters(reading: Reading): readonly Check[] {
  const { breaks, keeps } = trialsOf(reading.parameters);
  const sendable = (trial: Trial) => travels(reading, trial);
  return [
    ...breaks.filter(sendable).map((trial) => breakCheck(reading, trial)),
    ...keeps.filter(sendable).map((trial) => keepCheck(reading, trial)),
  ];
}

/** Parameters travel as text: what text cannot say, nobody can send; nor can a part of an address be left out or empty. */
function travels({ kind, parameters, declaration }: Reading, { path, value, keyword }: Trial): boolean {
  const shape = parameters.properties?.[String(path[0])] ?? {};
  if (path.length !== 1 || keyword === 'null' || typeof value === 'object') return false;
  if (keyword === 'type' && typeOf(shape) === 'string') return false;
  if (kind === 'prompt') return true;
  const inPath = 'uri' in declaration && String(declaration.uri).includes(`{${path[0]}}`);
  return !(inPath && (value === absent || value === ''));
}

function keyOf({ path, keyword }: Trial): string {
  return keyword === 'required' ? 'parameters.required' : `parameters.${path[0]}.${keyword}`;
}

function breakCheck(reading: Reading, trial: Trial): Check {
  return {
    name: `parameters: ${trial.path.join('.')} breaking ${trial.keyword} is refused`,
    keys: [keyOf(trial), `parameters.${trial.path[0]}`, 'gate.input'],
    async run(bench) {
      const { as, parameters } = readingScene(reading);
      const broken = planted(parameters, reading.parameters, trial.path, trial.value) as Record<string, unknown>;
      // So that it is seen to be the prompt that refuses, and not what it embeds.
      const own = reading.kind === 'prompt' ? { [unknown]: 'x' } : {};
      const asked = await reading.ask(bench, { as }, { ...broken, ...own });
      refusedWith(reading, asked, { code: 'VALIDATION_ERROR', gate: 'input' });
      assert.equal(asked.error?.number, -32602);
      const details = Object(asked.error?.data.details);
      assert.deepEqual(Object.keys(details).sort(), [String(trial.path[0]), ...Object.keys(own)].sort());
      const bound = boundOf(reading, trial);
      assert.ok(bound === null || JSON.stringify(details).includes(` ${bound}`), `The bound ${bound} should be told.`);
    },
  };
}

/** The number that a broken constraint is about; null for one that is not about a number. */
function boundOf({ parameters }: Reading, { path, keyword }: Trial): number | null {
  const bound: unknown = Object(parameters.properties?.[String(path[0])])[keyword];
  return typeof bound === 'number' ? bound : null;
}

function keepCheck(reading: Reading, trial: Trial): Check {
  return {
    name: `parameters: ${trial.path.join('.')} at the edge of ${trial.keyword} is let through`,
    keys: [keyOf(trial), `parameters.${trial.path[0]}`],
    async run(bench) {
      const { as, parameters } = readingScene(reading);
      const planting = planted(parameters, reading.parameters, trial.path, trial.value) as Record<string, unknown>;
      const sent = reading.kind === 'prompt' ? { ...planting, [unknown]: 'x' } : planting;
      const { error, raw } = await reading.ask(bench, { as }, sent);
      if (reading.kind === 'prompt') assert.deepEqual(Object.keys(Object(error?.data.details)), [unknown], raw);
      else assert.notEqual(error?.data.code, 'VALIDATION_ERROR', raw.slice(0, 300));
    },
  };
}
