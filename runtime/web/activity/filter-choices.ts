import type { Kernel } from '../../call/call.js';
import { tenantOf } from '../../call/tenant-of.js';
import type { Fields } from './asked-filter.js';
import type { Scope } from './scope.js';
import { gateWords, resultWords, wireWords } from './words.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** What the form of a page of activity lets people choose from. Of connections and tenants a person finds their own. */
export async function filterChoices(kernel: Kernel, scope: Scope, fields: Fields) {
  const { visitor, principalId } = scope;
  const choicesOf = (field: string, words: Readonly<Record<string, string>>): readonly Choice[] =>
    Object.entries(words).map(([value, label]) => ({ value, label, chosen: fields[field] === value }));
  // What was chosen elsewhere, by a link, stays a choice: by its id, since a name would tell more than its sender knew.
  const own = (field: string, words: Readonly<Record<string, string>>) => {
    const value = fields[field] ?? '';
    return choicesOf(field, value === '' || Object.hasOwn(words, value) ? words : { ...words, [value]: value });
  };
  return {
    tools: [...new Set([...kernel.handlers.values()].map(({ tool }) => tool.name))].sort(),
    result: choicesOf('result', resultWords),
    gate: choicesOf('gate', gateWords),
    kind: choicesOf('kind', { read: 'that read', write: 'that write' }),
    wire: choicesOf('wire', wireWords),
    connection: principalId === null ? [] : own('connection', await connectionsOf(kernel, scope)),
    tenant: principalId === null ? [] : own('tenant', await tenantsOf(kernel, visitor.principal)),
  };
}

async function connectionsOf({ host }: Kernel, { principalId, visitor }: Scope): Promise<Record<string, string>> {
  const kept = (await host.store.connections?.list(principalId)) ?? [];
  return Object.fromEntries([
    [visitor.principal.connection.id, 'This browser'],
    ...kept.map(({ id, name }) => [id, name] as const),
  ]);
}

async function tenantsOf(
  { host, server }: Kernel,
  { standings }: Scope['visitor']['principal'],
): Promise<Record<string, string>> {
  const ids = standings.map((active) => tenantOf(server, { active })).filter((id) => id !== null);
  const named = ids.map(async (id) => [id, (await host.describeTenant?.(id)) ?? id] as const);
  return Object.fromEntries(await Promise.all(named));
}
