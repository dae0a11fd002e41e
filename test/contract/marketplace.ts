import { server } from '../../generated/server.js';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { prepareDatabase } from '../../runtime/market/prepare-database.js';
import { createVault } from '../../runtime/market/vault.js';
import type { Faults } from '../../runtime/testing/faults.js';
import { ensureTemplate } from '../store/cluster.js';
import { openProgram, type ProvenProgram, secrets } from './proven-program.js';

/** The marketplace on a database of its own. */
export function openMarketplace(): Promise<ProvenProgram> {
  return openProgram({
    server,
    plan: async (knex, tenant) => (await knex('organization').where({ id: tenant }).first('plan'))?.plan ?? null,
    template: () =>
      ensureTemplate('marketplace_proofs', (source) => prepareDatabase(source, createVault(secrets), true)),
    // Nothing changes behind the proofs' backs, and what goes wrong is not tried again before they see it.
    start: async (start) => {
      const market = await createMarketplace({
        ...start,
        ...{ demo: true, work: false, stripeRetries: 0 },
        // A query that takes too long is soon told so.
        queryLanes: { slow: { timeoutMs: 250 } },
      });
      return {
        ...market,
        faults: faultsOf({ stripe: market.stripe.double?.faults, git: market.git.faults ?? undefined }),
      };
    },
  });
}

/** By effect, what stands in for its service and can let it go wrong. */
function faultsOf(standIns: Readonly<Record<string, Faults | undefined>>): Faults {
  const of = (effect: string) => {
    const faults = standIns[effect];
    if (!faults) throw new Error(`Nothing stands in for '${effect}'.`);
    return faults;
  };
  return { next: (effect, fault) => of(effect).next(effect, fault), had: (effect) => of(effect).had(effect) };
}
