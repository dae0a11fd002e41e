import type { Tool } from '../tool.js';
import { distinct } from './valid-value.js';

type Input = Readonly<Record<string, unknown>>;

/**
 * The same call with one argument another: as valid, and asking for no other privilege. Null where no argument can be.
 */
export function otherInput(tool: Tool, action: string | null, input: Input): Input | null {
  const refused = (action === null ? undefined : tool.actions?.[action]?.refuses) ?? [];
  const aside = new Set([
    ...['action', 'idempotency_key', 'idempotencyKey', 'response_format', 'responseFormat'],
    ...[tool.dryRun?.parameter, tool.limits?.timeoutParameter?.name],
    ...tool.requires.flatMap(({ of, entityPaths }) => [of, ...(entityPaths ?? [])]),
    ...refused,
  ]);
  for (const [name, shape] of Object.entries(tool.input.properties ?? {})) {
    if (aside.has(name)) continue;
    const other = distinct(shape, 2).find((value) => JSON.stringify(value) !== JSON.stringify(input[name]));
    if (other !== undefined) return { ...input, [name]: other };
  }
  return null;
}
