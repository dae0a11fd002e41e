import type { Example, Tool } from '../tool.js';
import type { Access } from './access-lock.js';
import { isRecord } from './match.js';
import { validValue } from './valid-value.js';

type Given = NonNullable<Example['given']>[number];

/** A call that should succeed: who makes it, what has to happen before, and its arguments. */
export interface Scene {
  readonly as: string;
  readonly given: readonly Given[];
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether a person wrote it as an example, or it was made of the schema. */
  readonly from: 'example' | 'schema';
}

/**
 * A successful call of the tool, or of one of its actions: the first example without `given` that expects success, else
 * the first with, else arguments made of the schema for the first principal that the access lock lets through.
 */
export function sceneOf(
  tool: Tool,
  action: string | null,
  examples: readonly Example[],
  access: ReadonlyMap<string, Access>,
): Scene {
  const successes = examples.filter(
    (example) => example.expectError === undefined && (action === null || example.input.action === action),
  );
  const example = successes.find(({ given }) => !given?.length) ?? successes[0];
  if (example) return { as: example.as, given: example.given ?? [], input: example.input, from: 'example' };
  const [as] = [...access].find(([, { allowed }]) => allowed) ?? [];
  if (as === undefined)
    throw new Error(
      `Nobody may call '${tool.name}'${action ? ` ${action}` : ''}: no principal of the access lock passes. Add one to server.yaml, or mend 'audience' and 'requires'.`,
    );
  return { as, given: [], input: madeInput(tool, action), from: 'schema' };
}

/** Arguments that pass validation, by schema alone: what an action needs is given, what it refuses is not. */
function madeInput(tool: Tool, action: string | null): Record<string, unknown> {
  const made = validValue(tool.input);
  const input = isRecord(made) ? { ...made } : {};
  if (action === null) return input;
  const declared = tool.actions?.[action];
  input.action = action;
  for (const name of declared?.needs ?? []) input[name] ??= validValue(tool.input.properties?.[name] ?? {});
  for (const name of declared?.refuses ?? []) delete input[name];
  return input;
}

/** Arguments of the right form without running `given`: what would have been kept is replaced by a made value. */
export function formOf(tool: Tool, scene: Scene): Readonly<Record<string, unknown>> {
  const replaced = Object.entries(scene.input).map(([name, value]) => {
    const kept = JSON.stringify(value).includes('"$');
    return [name, kept ? validValue(tool.input.properties?.[name] ?? {}) : value];
  });
  return Object.fromEntries(replaced);
}
