import assert from 'node:assert/strict';
import type { Server, Tool } from '../tool.js';
import { declared, met, outputShape } from './output-shape.js';
import { privilegesOf } from './standing.js';
import { violations } from './violations.js';

type Input = Readonly<Record<string, unknown>>;

/** Who has asked what, and whether in the format that tells details. */
export interface Asked {
  readonly tool: Tool;
  readonly server: Server;
  readonly as: string;
  readonly input: Input;
  readonly detailed: boolean;
}

/** Every declared place that an answer reaches has its value, or, where the format or a privilege says so, has none. */
export function hasDeclaredPlaces({ tool, server, as, input, detailed }: Asked, value: unknown): void {
  const held = privilegesOf(server, as);
  if (tool.outputSchema) assert.deepEqual(violations(tool.outputSchema, value), []);
  for (const { path, required, shape, value: found } of met(outputShape(tool, input) ?? {}, value)) {
    const hidden = (shape.detail && !detailed) || (shape.privilege !== undefined && !held.has(shape.privilege));
    if (hidden) assert.equal(found, undefined, `'${path}' should be left out.`);
    else if (required && !tool.fields) assert.notEqual(found, undefined, `'${path}' should be there.`);
  }
}

/** The keys of what `hasDeclaredPlaces` proves. */
export function placeKeys(tool: Tool, input: Input): string[] {
  const shape = outputShape(tool, input);
  const paths = shape === null ? [] : [...declared(shape)].map(({ path }) => path);
  return paths.flatMap((path) => [`output.${path}.detail`, `output.${path}`]);
}
