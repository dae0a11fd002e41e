import type { Knex } from 'knex';
import { type Limiter, noLimiter } from '../../runtime/store/limiter.js';
import { createPostgresLimiter } from '../../runtime/store/postgres/limiter.js';
import { setSwitch } from '../../runtime/store/postgres/switches.js';
import type { LimitsUnderProof, SwitchesUnderProof } from '../../runtime/testing/limits-under-proof.js';
import { tenantOf } from '../../runtime/testing/standing.js';
import type { Subject } from './proven-program.js';

/** What a server on this database counts, moved from outside as the tables' owner. */
export function createLimits(
  knex: Knex,
  { server, plan }: Pick<Subject, 'server' | 'plan'>,
): LimitsUnderProof & { readonly limiter: Limiter } {
  let limiter = noLimiter;
  const tenant = (principal: string) => tenantOf(server, principal)?.id ?? null;
  const today = () => new Date().toISOString().slice(0, 10);
  return {
    limiter: { take: (key, rate) => limiter.take(key, rate) },
    async keepRates(kept) {
      await knex('toolwright.rate_window').delete();
      limiter = kept ? createPostgresLimiter(knex) : noLimiter;
    },
    async plan(principal) {
      const id = tenant(principal);
      return id === null ? null : plan(knex, id);
    },
    async used(principal) {
      const row = await knex('toolwright.quota_use')
        .where({ tenant: tenant(principal), day: today() })
        .first('used');
      return row?.used ?? 0;
    },
    async use(principal, used) {
      await knex('toolwright.quota_use')
        .insert({ tenant: tenant(principal), day: today(), used })
        .onConflict(['tenant', 'day'])
        .merge();
    },
    async forget() {
      await knex.raw('DELETE FROM toolwright.quota_use; DELETE FROM toolwright.called_tool;');
    },
  };
}

export function createSwitches(knex: Knex): SwitchesUnderProof {
  return { set: (name, on) => setSwitch(knex, name, on) };
}
