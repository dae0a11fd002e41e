import type { Settled } from './settings-of-draft.js';

/** Settings as the audit keeps them. */
export function tellSettings({ name, settings }: Settled): Readonly<Record<string, unknown>> {
  const { scopes, tools, writes, confirm, allTenants, tenants, rate, expiresAt } = settings;
  return {
    ...{ name, scopes, tools: tools ?? 'all', writes, confirm },
    tenants: allTenants ? 'all' : tenants,
    rate: rate && `${rate.calls}/${rate.per}`,
    ends: expiresAt?.toISOString() ?? null,
  };
}
