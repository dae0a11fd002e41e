import assert from 'node:assert/strict';
import { parse as parseYaml } from 'yaml';
import type { Format } from '../../tool.js';
import { type Asking, answerIn, asking, base } from '../asking.js';
import type { Bench } from '../bench.js';
import type { Check, Prover } from '../check.js';
import { hasDeclaredPlaces, placeKeys } from '../declared-places.js';
import { unwrapped } from '../envelope.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { parameter } from '../rows.js';
import { csvCheck } from './csv.js';

/** Each format tells the same data; `concise` leaves out just what is declared as detail; the first is the default. */
export const proveFormats: Prover = (subject) => {
  const { formats } = subject.tool;
  const format = parameter(subject.tool, 'response_format');
  if (!formats || format === null) return [];
  return [...subject.scenes.keys()].flatMap((action) => {
    const asked = asking(subject, action, format);
    return [defaultCheck(asked), ...formats.map((name) => byFormat[name](asked))];
  });
};

const byFormat: Readonly<Record<Format, (asked: Asking) => Check>> = {
  concise: (asked) => ({
    ...base(asked, 'concise leaves out the details, and nothing else'),
    keys: ['formats', 'formats.concise', ...columnKeys(asked)],
    async run(bench) {
      const { value } = await answerIn(bench, asked, 'concise');
      holds(asked, value, false);
    },
  }),
  detailed: (asked) => ({
    ...base(asked, 'detailed tells everything that concise tells, and the details'),
    keys: ['formats', 'formats.detailed', ...columnKeys(asked)],
    async run(bench) {
      const { value } = await answerIn(bench, asked, 'detailed');
      holds(asked, value, true);
      const { formats, writeMode } = asked.subject.tool;
      if (!formats?.includes('concise') || writeMode !== 'read') return;
      const concise = await answerIn(bench, asked, 'concise');
      isPart(concise.value, value, 'the answer');
    },
  }),
  yaml: (asked) => ({
    ...base(asked, 'yaml decodes to the same data'),
    keys: ['formats', 'formats.yaml'],
    async run(bench) {
      const { text, value } = await answerIn(bench, asked, 'yaml');
      const { input } = sceneFor(asked.subject, asked.action);
      assert.throws(() => JSON.parse(text), 'The text should be YAML, not JSON.');
      assert.deepEqual(unwrapped(asked.subject, JSON.parse(JSON.stringify(parseYaml(text))), input), value);
    },
  }),
  csv: csvCheck,
};

/** Without a word the first format comes: the same places, in the same kind of text. */
function defaultCheck(asked: Asking): Check {
  const first = asked.subject.tool.formats?.[0] ?? 'concise';
  return {
    ...base(asked, `${first} unless said`),
    keys: ['formats', `input.${asked.format}.default`],
    async run(bench: Bench) {
      const said = await answerIn(bench, asked, first);
      await bench.running.reset();
      const silent = await answerIn(bench, asked, null);
      assert.deepEqual(places(silent.value), places(said.value));
      assert.equal(isJson(silent.text), isJson(said.text));
    },
  };
}

function columnKeys({ subject, action }: Asking): string[] {
  return placeKeys(subject.tool, sceneFor(subject, action).input);
}

function holds({ subject, action }: Asking, value: unknown, detailed: boolean): void {
  const { tool, server } = subject;
  const { as, input } = sceneFor(subject, action);
  hasDeclaredPlaces({ tool, server, as, input, detailed }, value);
}

/** Everything in `part` stands in `whole`, at any depth. */
function isPart(part: unknown, whole: unknown, path: string): void {
  if (Array.isArray(part)) {
    assert.ok(Array.isArray(whole) && whole.length === part.length, path);
    for (const [index, item] of part.entries()) isPart(item, whole[index], `${path}[${index}]`);
  } else if (isRecord(part)) {
    assert.ok(isRecord(whole), path);
    for (const [name, item] of Object.entries(part)) isPart(item, whole[name], `${path}.${name}`);
  } else assert.equal(part, whole, path);
}

/** Every place of an answer, list indexes aside. */
function places(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (here: unknown, path: string): void => {
    found.add(path);
    if (Array.isArray(here)) for (const item of here) visit(item, `${path}[]`);
    else if (isRecord(here)) for (const [name, item] of Object.entries(here)) visit(item, `${path}.${name}`);
  };
  visit(value, '');
  return [...found].sort();
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}
