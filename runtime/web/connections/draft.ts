import type { Kernel } from '../../call/call.js';
import type { Principal } from '../../principal.js';
import type { KeptConnection } from '../../store/connections.js';
import { readTicks } from '../tool-tree.js';

/** A connection's settings as a form has them: not checked yet, and shown again where they will not do. */
export interface Draft {
  readonly name: string;
  readonly tools: readonly string[] | null;
  readonly writes: boolean;
  readonly waived: boolean;
  readonly allTenants: boolean;
  readonly tenants: readonly string[];
  /** `2026-12-31`: it ends when that day begins, by UTC. Empty: never by itself. */
  readonly ends: string;
  /** How many calls of each tool; empty: as each tool's own rate has it. */
  readonly calls: string;
  readonly per: string;
}

const DAY_MS = 86_400_000;
const PROPOSED_DAYS = 90;

/** What a new key is proposed to be: it reads, asks, and ends in 90 days. */
export function newDraft(now: Date): Draft {
  return {
    name: '',
    tools: null,
    writes: false,
    waived: false,
    allTenants: true,
    tenants: [],
    ends: dayOf(new Date(now.getTime() + PROPOSED_DAYS * DAY_MS)),
    calls: '',
    per: 'minute',
  };
}

export function draftOf({ name, tools, writes, confirm, allTenants, tenants, expiresAt, rate }: KeptConnection): Draft {
  return {
    ...{ name, tools, writes, allTenants, tenants },
    waived: confirm === 'waived',
    ends: expiresAt === null ? '' : dayOf(expiresAt),
    calls: rate === null ? '' : String(rate.calls),
    per: rate?.per ?? 'minute',
  };
}

/** What a form says. Tools that the person cannot use, and boxes that it does not have, count for nothing. */
export function draftFrom(kernel: Kernel, principal: Principal, fields: URLSearchParams): Draft {
  const text = (name: string) => (fields.get(name) ?? '').trim();
  return {
    name: text('name').replace(/\s+/g, ' '),
    tools: readTicks(kernel, principal, fields),
    writes: text('access') === 'write',
    waived: text('confirm') === 'waived',
    allTenants: text('tenants') === 'all',
    tenants: [...new Set(fields.getAll('tenant'))],
    ends: text('ends'),
    calls: text('calls'),
    per: text('per'),
  };
}

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
