import type { Kernel } from '../../call/call.js';
import { tenantOf } from '../../call/tenant-of.js';
import type { Asking } from '../../oauth/interactions.js';
import type { Principal } from '../../principal.js';
import type { ConnectionSettings } from '../../store/connections.js';
import { readTicks, type Ticked } from '../tool-tree.js';

const dayMs = 86_400_000;

/** Days after which a connection can end by itself, as the form has them. */
export const lifetimes: Readonly<Record<string, number | null>> = {
  never: null,
  '1': 1,
  '7': 7,
  '30': 30,
  '90': 90,
  '365': 365,
};

/** What a person has chosen on the form, or would be suggested. */
export interface Choices {
  readonly writes: boolean;
  readonly tools: Ticked;
  readonly allTenants: boolean;
  readonly tenants: readonly string[];
  /** One of `lifetimes`, or `kept`: as it is. */
  readonly expiry: string;
}

/** Whose consent is asked for what. */
export interface Consenting {
  readonly asking: Asking;
  /** The person, by their browser. */
  readonly principal: Principal;
  readonly now: Date;
}

/** What it may be granted at most: what it asks for now, and what it has. */
export function offeredScopes({ scopes, existing }: Asking): readonly string[] {
  return [...new Set([...scopes, ...(existing?.scopes ?? [])])];
}

/** The tenants that the person belongs to. */
export function tenantsOf(kernel: Kernel, { standings }: Principal): readonly string[] {
  return standings.flatMap((active) => tenantOf(kernel.server, { active }) ?? []);
}

/**
 * What is chosen before the person has chosen anything: as it is of what has been granted before; else what can be undone, in
 * the one tenant that the browser works in. What is asked for is chosen: saying so is what the page is for.
 */
export function suggestedChoices(kernel: Kernel, { asking, principal }: Consenting): Choices {
  const { existing } = asking;
  const writes = asking.scopes.includes('mcp:write') || existing?.writes === true;
  if (existing) {
    const { tools, allTenants, tenants } = existing;
    return { writes, tools, allTenants, tenants, expiry: 'kept' };
  }
  const active = tenantOf(kernel.server, principal);
  return { writes, tools: 'suggested', allTenants: false, tenants: active === null ? [] : [active], expiry: 'never' };
}

/** What the form says. Whatever the person does not have, or the page did not offer, counts for nothing. */
export function readChoices(kernel: Kernel, { asking, principal }: Consenting, fields: URLSearchParams): Choices {
  const own = new Set(tenantsOf(kernel, principal));
  const expiry = fields.get('expiry') ?? '';
  return {
    writes: fields.get('access') === 'write' && offeredScopes(asking).includes('mcp:write'),
    tools: readTicks(kernel, principal, fields),
    allTenants: fields.get('where') === 'all',
    tenants: [...new Set(fields.getAll('tenant'))].filter((id) => own.has(id)),
    expiry: (expiry === 'kept' && asking.existing) || Object.hasOwn(lifetimes, expiry) ? expiry : '',
  };
}

/** What is wrong with the choices, in a sentence for the person; null where nothing is. */
export function problemWith(kernel: Kernel, { principal }: Consenting, choices: Choices): string | null {
  if (choices.tools !== null && choices.tools.length === 0) {
    return 'No tool is ticked, so there is nothing to grant. Tick at least one, or refuse.';
  }
  if (!choices.allTenants && choices.tenants.length === 0 && tenantsOf(kernel, principal).length > 0) {
    return 'It could work nowhere. Tick at least one place, or refuse.';
  }
  if (choices.expiry === '') return 'Choose for how long.';
  return null;
}

/**
 * What is granted by choices that have no problem. A person is asked before what is declared to ask. Whoever can be led to
 * this page by a stranger shall not waive that here; what they have waived elsewhere stays so while no scope is added.
 */
export function settingsOf({ asking, now }: Consenting, choices: Choices): ConnectionSettings {
  const { existing } = asking;
  const { writes, allTenants, tenants, tools, expiry } = choices;
  const scopes = offeredScopes(asking).filter((scope) => scope !== 'mcp:write' || writes);
  const days = lifetimes[expiry] ?? null;
  const same =
    existing !== null && scopes.every((scope) => existing.scopes.includes(scope)) && writes === existing.writes;
  return {
    scopes,
    writes,
    tools: tools === 'suggested' ? [] : tools,
    confirm: same ? existing.confirm : 'ask',
    allTenants,
    tenants: allTenants ? [] : tenants,
    rate: existing?.rate ?? null,
    expiresAt:
      expiry === 'kept' ? (existing?.expiresAt ?? null) : days === null ? null : new Date(now.getTime() + days * dayMs),
  };
}
