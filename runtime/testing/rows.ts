import assert from 'node:assert/strict';
import type { Tool } from '../tool.js';
import type { Bench } from './bench.js';
import type { Subject } from './check.js';
import { isRecord } from './match.js';
import type { Scene } from './scene.js';
import { violations } from './violations.js';

export type Row = Readonly<Record<string, unknown>>;

/** A list's answer: its rows and what it says of the page. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly page: Readonly<Record<string, unknown>>;
}

/** The name of a language parameter in this tool's style (`response_format` or `responseFormat`), null without it. */
export function parameter(tool: Tool, name: string): string | null {
  const camel = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [name, camel].find((spelled) => tool.input.properties?.[spelled]) ?? null;
}

/** A scene's input without what pages, sorts, filters, selects or formats: the whole list. */
export function wholeInput(tool: Tool, scene: Scene): Record<string, unknown> {
  const added = ['limit', 'offset', 'page', 'page_size', 'sort', 'filters', 'fields', 'exclude', 'response_format'].map(
    (name) => parameter(tool, name),
  );
  return Object.fromEntries(Object.entries(scene.input).filter(([name]) => !added.includes(name)));
}

/** Arguments that ask for everything there is to see of each row. */
export function everyColumn(tool: Tool): Record<string, unknown> {
  const format = parameter(tool, 'response_format');
  const fields = parameter(tool, 'fields');
  return {
    ...(format !== null && tool.formats?.includes('detailed') ? { [format]: 'detailed' } : {}),
    ...(fields !== null && tool.fields ? { [fields]: [...tool.fields.default, ...tool.fields.onDemand] } : {}),
  };
}

/** Arguments that ask for the largest page. */
export function largestPage(tool: Tool): Record<string, unknown> {
  if (!tool.page) return {};
  const size = tool.page.style === 'page_size' ? parameter(tool, 'page_size') : parameter(tool, 'limit');
  return size === null ? {} : { [size]: tool.page.max };
}

/** Calls a list tool and reads its answer, which has to fit the published schema. */
export async function list(bench: Bench, { tool }: Subject, as: string, input: Record<string, unknown>): Promise<Rows> {
  const { value } = await bench.succeed({ as }, tool.name, input);
  assert.ok(tool.output.kind === 'list' && isRecord(value));
  assert.deepEqual(violations(tool.outputSchema ?? {}, value), []);
  const rows = value[tool.output.as];
  assert.ok(Array.isArray(rows), `The answer has no list '${tool.output.as}'.`);
  const page = value.page;
  return { rows: rows as Row[], page: isRecord(page) ? page : {} };
}

/** A cell's plain value: text of strangers without its wrapping. */
export function plain(value: unknown): unknown {
  return isRecord(value) && Object.keys(value).length === 1 && 'untrusted' in value ? value.untrusted : value;
}
