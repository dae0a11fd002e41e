import assert from 'node:assert/strict';
import type { Shape } from '../../tool.js';
import type { Check, Prover, Subject } from '../check.js';
import { declared, met, outputShape } from '../output-shape.js';
import { sceneFor } from '../right-call.js';
import { everyColumn } from '../rows.js';
import { typeOf } from '../valid-value.js';

/** Characters that change how text is read without being seen: a direction override, a bell, a tag. */
const hostile = 'ab\u202ec\u0007d\u{e0041}e';

/** Text by strangers is wrapped wherever it is declared to be, and what a caller sends as such text comes back cleaned. */
export const proveTrust: Prover = (subject) =>
  [...subject.scenes.keys()].flatMap((action) => [...wrapCheck(subject, action), ...cleanChecks(subject, action)]);

type Place = { readonly path: string; readonly shape: Shape };

/** Text that is declared as strangers'. What an open object holds is looked at in every example. */
function textByStrangers(subject: Subject, action: string | null): readonly Place[] {
  const shape = outputShape(subject.tool, sceneFor(subject, action).input);
  return shape === null ? [] : [...declared(shape)].filter(({ shape: { trust, type } }) => trust && isText(type));
}

const isText = (type: Shape['type']) => [type].flat().includes('string');

function wrapCheck(subject: Subject, action: string | null): Check[] {
  const { tool } = subject;
  const paths = textByStrangers(subject, action)
    .filter(({ shape }) => shape.trust === 'untrusted')
    .map(({ path }) => path);
  if (paths.length === 0) return [];
  return [
    {
      name: `trust: ${action === null ? '' : `${action}: `}${paths.join(', ')} wrapped`,
      keys: paths.map((path) => `output.${path}.trust`),
      changes: true,
      async run(bench) {
        const scene = sceneFor(subject, action);
        const input = { ...(await bench.stage(scene)), ...everyColumn(tool) };
        const { value } = await bench.succeed({ as: scene.as }, tool.name, input);
        for (const property of met(outputShape(tool, input) ?? {}, value)) {
          if (!paths.includes(property.path) || property.value === null || property.value === undefined) continue;
          assert.deepEqual(Object.keys(Object(property.value)), ['untrusted'], `'${property.path}' should be wrapped.`);
        }
      },
    },
  ];
}

function cleanChecks(subject: Subject, action: string | null): Check[] {
  const { tool } = subject;
  const sent = textByStrangers(subject, action).filter(({ path }) => {
    const input = tool.input.properties?.[path];
    return input && typeOf(input) === 'string' && !input.pattern && !input.enum && !input.format;
  });
  return sent.map(({ path: name, shape: { trust } }) => ({
    name: `trust: ${name} comes back without what hides in text`,
    keys: [`output.${name}.trust`],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = { ...(await bench.stage(scene)), ...everyColumn(tool), [name]: hostile };
      const outcome = await bench.call({ as: scene.as }, tool.name, input);
      if (outcome.error?.code === 'VALIDATION_ERROR') return;
      assert.equal(outcome.error, null, outcome.raw.slice(0, 300));
      const told = trust === 'untrusted' ? { untrusted: 'abcde' } : 'abcde';
      assert.deepEqual((outcome.value as Record<string, unknown>)[name], told);
    },
  }));
}
