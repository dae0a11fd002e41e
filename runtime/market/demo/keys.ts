import type { Knex } from 'knex';
import { createApiKey } from '../../auth/api-keys.js';
import { demoCustomerId, demoPeople } from './people.js';

const PREFIX = 'sk_demo_';

/** What each kind of demo key allows: writes with confirmation waived, writes with confirmation asked, no writes. */
const kinds = [
  { suffix: '', writes: true, confirm: 'waived' },
  { suffix: '_ask', writes: true, confirm: 'ask' },
  { suffix: '_ro', writes: false, confirm: 'ask' },
] as const;

/** `sk_demo_acme-owner`, or with `_ask` or `_ro` at its end. */
export function demoKey(principal: string, suffix = ''): string {
  return `${PREFIX}${principal}${suffix}`;
}

/** Everybody knows these keys, so they may open nothing beyond the demo. */
export function isDemoKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Three keys for each demo principal, granted the organization that it is named after alone. */
export async function seedKeys(db: Knex): Promise<void> {
  for (const { principal, org } of demoPeople) {
    for (const { suffix, writes, confirm } of kinds) {
      const grant = {
        principalId: demoCustomerId(principal),
        name: `Demo key of ${principal}${suffix}`,
        scopes: ['mcp:read', 'mcp:write'],
        tools: null,
        writes,
        confirm,
        allTenants: false,
        tenants: org === null ? [] : [org],
        expiresAt: null,
      };
      await createApiKey(db, grant, demoKey(principal, suffix));
    }
  }
}
