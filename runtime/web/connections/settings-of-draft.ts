import type { Kernel } from '../../call/call.js';
import type { Principal } from '../../principal.js';
import type { ConnectionSettings, KeptConnection } from '../../store/connections.js';
import { type Rate, SECONDS } from '../../store/limiter.js';
import { type Draft, dayOf } from './draft.js';
import { tenantContext, tenantIn, tenantWord } from './tenants.js';

/** What a form asks for, once it will do. */
export interface Settled {
  readonly name: string;
  readonly settings: ConnectionSettings;
}

const longestName = 80;
const mostCalls = 1_000_000;

/**
 * The settings that a draft comes to, or the sentences that say why it will not do. They never go beyond the person:
 * tenants are their own, and no rate is quicker than the tools' own. `existing`: what is changed; of a grant the scopes stay what its
 * program asked for, and nobody is left out who is to be asked.
 */
export function settingsOf(
  kernel: Kernel,
  person: Principal,
  draft: Draft,
  existing: KeptConnection | null,
): Settled | { readonly problems: readonly string[] } {
  const tenants = tenantsOfDraft(kernel, person, draft);
  const ends = endOf(kernel, draft, existing);
  const rate = rateOf(kernel, draft, existing);
  const isGrant = existing?.kind === 'oauth';
  const problems = [
    draft.name === '' ? 'Give it a name to know it by.' : null,
    draft.tools?.length === 0 ? 'Tick at least one tool, or let it have all of them.' : null,
    draft.name.length > longestName ? `A name has at most ${longestName} characters.` : null,
    ...[tenants, ends, rate].map((part) => ('problem' in part ? part.problem : null)),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || 'problem' in tenants || 'problem' in ends || 'problem' in rate) return { problems };
  return {
    name: draft.name,
    settings: {
      scopes: existing?.scopes ?? ['mcp:read', 'mcp:write'],
      tools: draft.tools,
      writes: draft.writes && (existing?.scopes.includes('mcp:write') ?? true),
      confirm: isGrant ? existing.confirm : draft.waived ? 'waived' : 'ask',
      ...tenants,
      expiresAt: ends.at,
      rate: rate.rate,
    },
  };
}

type Or<T> = T | { readonly problem: string };

function tenantsOfDraft(
  kernel: Kernel,
  person: Principal,
  { allTenants, tenants }: Draft,
): Or<Pick<ConnectionSettings, 'allTenants' | 'tenants'>> {
  const own = new Set(person.standings.map((standing) => tenantIn(kernel, standing)).filter((id) => id !== null));
  if (allTenants || tenantContext(kernel) === null || own.size === 0) return { allTenants: true, tenants: [] };
  const chosen = tenants.filter((tenant) => own.has(tenant));
  const word = tenantWord(kernel);
  if (chosen.length < tenants.length) return { problem: `One ${word} that was chosen is not yours (any more).` };
  if (chosen.length === 0) return { problem: `Choose at least one ${word}, or all of them.` };
  return { allTenants: false, tenants: chosen };
}

function endOf(kernel: Kernel, { ends }: Draft, existing: KeptConnection | null): Or<{ readonly at: Date | null }> {
  if (ends === '') return { at: null };
  const before = existing?.expiresAt ?? null;
  if (before !== null && dayOf(before) === ends) return { at: before };
  const at = /^\d{4}-\d{2}-\d{2}$/.test(ends) ? new Date(`${ends}T00:00:00Z`) : null;
  if (at === null || Number.isNaN(at.getTime())) return { problem: 'Write the day that it ends as 2027-01-31.' };
  if (at <= kernel.now()) return { problem: 'The day that it ends has begun already. Choose a later one.' };
  return { at };
}

function rateOf(
  kernel: Kernel,
  { calls, per }: Draft,
  existing: KeptConnection | null,
): Or<{ readonly rate: Rate | null }> {
  if (calls === '') return { rate: null };
  if (!/^[1-9]\d*$/.test(calls) || Number(calls) > mostCalls || !isUnit(per)) {
    return { problem: `Write how many calls as a whole number of 1 to ${mostCalls}, or leave it empty.` };
  }
  const rate = { calls: Number(calls), per };
  const before = existing?.rate ?? null;
  // What those who run the server have set may stay.
  if (before?.calls === rate.calls && before.per === per) return { rate };
  const slowest = slowestDeclared(kernel);
  if (slowest === null || perSecond(rate) <= perSecond(slowest)) return { rate };
  return {
    problem: `You can only slow it down: to ${slowest.calls} a ${slowest.per} or fewer, which is what some tools take. Who runs this server can allow more.`,
  };
}

function isUnit(text: string): text is Rate['per'] {
  return Object.hasOwn(SECONDS, text);
}

/** The slowest rate that a tool or the server declares; null where there is none. */
function slowestDeclared({ server, handlers }: Kernel): Rate | null {
  const declared = [server.limits.rate, ...[...handlers.values()].map(({ tool }) => tool.limits?.rate)];
  const [slowest] = declared
    .filter((rate) => rate !== undefined)
    .sort((left, right) => perSecond(left) - perSecond(right));
  return slowest ?? null;
}

function perSecond({ calls, per }: Rate): number {
  return calls / SECONDS[per];
}
