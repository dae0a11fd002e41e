import type { Command } from 'commander';
import { auditCommand } from './audit-command.js';
import { withDatabase } from './with-database.js';

/** `toolwright vendor list|approve|reject`: who may sell, in force in every server on this database at once. */
export function register(cli: Command): void {
  const vendor = cli.command('vendor').description('List the vendors of the marketplace, approve and reject them.');
  vendor
    .command('list')
    .description('List vendors, those that wait for approval first.')
    .action(() => list());
  vendor
    .command('approve')
    .description('Let a vendor sell: its enabled packages can be found and bought at once.')
    .argument('<vendor>', 'its id or its name, as `toolwright vendor list` shows them')
    .option('--note <text>', 'a word to the vendor')
    .action((name: string, { note }: { note?: string }) => decide(name, 'approved', note));
  vendor
    .command('reject')
    .description('Keep a vendor from selling: its packages can neither be found nor bought. Licences go on working.')
    .argument('<vendor>', 'its id or its name, as `toolwright vendor list` shows them')
    .option('--note <text>', 'what the vendor should know before it applies again')
    .action((name: string, { note }: { note?: string }) => decide(name, 'rejected', note));
}

function list(): Promise<void> {
  return withDatabase(async (knex) => {
    const { vendorsToModerate } = await import('../market/vendors/moderation.js');
    const vendors = await vendorsToModerate(knex, 1000);
    if (vendors.length === 0) console.log('There are no vendors.');
    for (const { id, status, created_at, name, organization, packages } of vendors) {
      const applied = `applied ${created_at.toISOString().slice(0, 10)}`;
      const has = `${packages} ${packages === 1 ? 'package' : 'packages'}`;
      console.log([id, status, applied, has, `${name} (${organization})`].join('  '));
    }
  });
}

function decide(idOrName: string, status: 'approved' | 'rejected', note: string | undefined): Promise<void> {
  return withDatabase(async (knex) => {
    const { findModerated, longestNote, moderateVendor } = await import('../market/vendors/moderation.js');
    if ((note?.length ?? 0) > longestNote) throw new Error(`A note has at most ${longestNote} characters.`);
    const vendor = await findModerated(knex, idOrName);
    if (vendor === null) {
      throw new Error(`There is no vendor '${idOrName}'. \`npx toolwright vendor list\` shows them.`);
    }
    const witness = await auditCommand({
      ...{ name: `toolwright vendor ${status === 'approved' ? 'approve' : 'reject'}`, writeMode: 'update' },
      ...{ arguments: { vendor: vendor.id, note }, tenantId: vendor.organization_id },
    });
    const moderation = { status, note: note?.trim() || null, by: null, now: new Date(), witness };
    const end = await moderateVendor(knex, vendor.id, moderation);
    if (end === 'name_taken') throw new Error(`Another vendor is called ${vendor.name} by now. Ask for another name.`);
    const done = end === 'decided' ? `is ${status}` : `was ${status} already`;
    const then = status === 'approved' ? 'What it has enabled can be bought.' : 'Nothing of it can be bought.';
    console.log(`${vendor.name} (${vendor.id}) ${done}. ${then}`);
  });
}
