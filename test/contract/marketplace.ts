import { server } from '../../generated/server.js';
import { createMarketplace, prepareDatabase } from '../../runtime/market/marketplace.js';
import { createVault } from '../../runtime/market/vault.js';
import { ensureTemplate } from '../store/cluster.js';
import { openProgram, type ProvenProgram, secrets } from './proven-program.js';

/** The marketplace on a database of its own. */
export function openMarketplace(): Promise<ProvenProgram> {
  return openProgram({
    server,
    plan: async (knex, tenant) => (await knex('organization').where({ id: tenant }).first('plan'))?.plan ?? null,
    template: () =>
      ensureTemplate('marketplace_proofs', (source) => prepareDatabase(source, createVault(secrets), true)),
    start: (start) => createMarketplace({ ...start, demo: true, work: false }),
  });
}
