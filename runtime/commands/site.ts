import type { Command } from 'commander';
import { auditCommand } from './audit-command.js';
import { withDatabase } from './with-database.js';

/** `toolwright site list|add|remove`: which sites the platform runs, as the tool list_sites answers them. */
export function register(cli: Command): void {
  const site = cli.command('site').description('Keep the list of the sites that the platform runs.');
  site
    .command('list')
    .description('List the sites, the oldest first.')
    .action(() => list());
  site
    .command('add')
    .description('Put a site on the list.')
    .argument('<domain>', 'where it is: blog.example.com')
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--type <type>', 'what it is made with: WordPress, Laravel, Node.js')
    .action((domain: string, { name, type }: { name: string; type: string }) => add(domain, name, type));
  site
    .command('remove')
    .description('Take a site off the list. The site itself goes on.')
    .argument('<domain>', 'as `toolwright site list` shows it')
    .action((domain: string) => remove(domain));
}

function list(): Promise<void> {
  return withDatabase(async (knex) => {
    const { listSites } = await import('../market/sites/sites.js');
    const sites = await listSites(knex);
    if (sites.length === 0) console.log('There are no sites.');
    for (const { domain, type, name } of sites) console.log([domain, type, name].join('  '));
  });
}

function add(asked: string, name: string, type: string): Promise<void> {
  return withDatabase(async (knex) => {
    const { addSite, readDomain } = await import('../market/sites/keep-sites.js');
    const domain = readDomain(asked);
    const witness = await auditCommand({
      ...{ name: 'toolwright site add', writeMode: 'create' },
      ...{ arguments: { domain, name, type }, tenantId: null },
    });
    await addSite(knex, { domain, name, type }, witness);
    console.log(`${name.trim()} (${domain}) is on the list.`);
  });
}

function remove(asked: string): Promise<void> {
  return withDatabase(async (knex) => {
    const { readDomain, removeSite } = await import('../market/sites/keep-sites.js');
    const domain = readDomain(asked);
    const witness = await auditCommand({
      ...{ name: 'toolwright site remove', writeMode: 'delete' },
      ...{ arguments: { domain }, tenantId: null },
    });
    const { name } = await removeSite(knex, domain, witness);
    console.log(`${name} (${domain}) is off the list.`);
  });
}
