import type { Command } from 'commander';
import type { KeptConnection } from '../store/connections.js';
import type { Rate } from '../store/limiter.js';
import { auditCommand } from './audit-command.js';
import { days, list, name, rate, scopes } from './key-options.js';
import { withDatabase } from './with-database.js';

interface CreateOptions {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly tools?: readonly string[];
  readonly tenants?: readonly string[];
  readonly readOnly?: true;
  readonly writes: boolean;
  readonly waiveConfirmation?: true;
  readonly days?: number;
  readonly rate?: Rate;
  readonly json?: true;
}

interface ListOptions {
  readonly principal?: string;
  readonly json?: true;
}

/** `toolwright key create|list|revoke`: API keys, which only the one who makes them ever reads. */
export function register(cli: Command): void {
  const key = cli.command('key').description('Make, list and revoke API keys, as people do on their pages.');
  key
    .command('create')
    .description('Make an API key. It is printed once, alone on standard output.')
    .argument('<person>', 'e-mail address or id of the one it stands for')
    .option('--name <text>', 'to know it by, at most 80 characters', name, 'command line')
    .option('--scopes <list>', 'mcp:read and mcp:write, separated by commas', scopes, ['mcp:read', 'mcp:write'])
    .option(
      '--tools <list>',
      'allow these tools and what they bring along (`depends_on.allowlist`); otherwise whatever the role may',
      list,
    )
    .option('--tenants <list>', 'allow the tenants of these ids alone; otherwise all that the person belongs to', list)
    .option('--read-only', 'refuse every write')
    .option('--no-writes', 'the same')
    .option('--waive-confirmation', 'never ask a person to agree: for scripts alone, never for an assistant')
    .option('--days <number>', 'end by itself after so many days; otherwise not before it is revoked', days)
    .option('--rate <rate>', "in the place of each tool's own: so many calls of it, such as 60/minute", rate)
    .option('--json', 'print the id and the key as JSON')
    .addHelpText('after', help)
    .action((person: string, options: CreateOptions) => create(person, options));
  key
    .command('list')
    .description('List API keys, the newest first. Their text is kept nowhere.')
    .option('--principal <person>', 'those of one person, by e-mail address or id')
    .option('--json', 'print them as JSON, with all their settings')
    .action((options: ListOptions) => listKeys(options));
  key
    .command('revoke')
    .description('End an API key for good, in every running server at once.')
    .argument('<id>', 'as `toolwright key list` shows it')
    .action((id: string) => revoke(id));
}

const help = `
E-mail addresses are looked up by the module that package.json names as "toolwright": { "people": "people.ts" }, which
exports findPerson(knex, emailOrId). Where none is named, give the id.`;

function create(person: string, options: CreateOptions): Promise<void> {
  return withDatabase(async (knex) => {
    const { createApiKey } = await import('../auth/api-keys.js');
    const { declaredTools, toolNamed } = await import('./declared-tools.js');
    const { personNamed } = await import('./person-named.js');
    const declared = declaredTools(process.cwd());
    const grant = {
      principalId: await personNamed(knex, process.cwd(), person),
      name: options.name,
      scopes: options.scopes,
      tools: options.tools?.map((each) => toolNamed(each, declared)) ?? null,
      writes: options.writes && options.readOnly === undefined,
      confirm: options.waiveConfirmation ? 'waived' : 'ask',
      allTenants: options.tenants === undefined,
      tenants: options.tenants ?? [],
      rate: options.rate ?? null,
      expiresAt: options.days === undefined ? null : new Date(Date.now() + options.days * 86_400_000),
    } as const;
    const { id, key } = await knex.transaction(async (db) => {
      const made = await createApiKey(db, grant);
      const witness = await auditCommand({
        ...{ name: 'toolwright key create', writeMode: 'create', tenantId: null },
        arguments: { key: made.id, ...grant },
      });
      await witness(db);
      return made;
    });
    console.error(`Made ${id} for ${grant.principalId}. Keep what follows: it is not shown again.`);
    console.log(options.json ? JSON.stringify({ id, key }) : key);
  });
}

function listKeys({ principal, json }: ListOptions): Promise<void> {
  return withDatabase(async (knex) => {
    const { listApiKeys } = await import('../auth/api-keys.js');
    const { personNamed } = await import('./person-named.js');
    const whose = principal === undefined ? null : await personNamed(knex, process.cwd(), principal);
    const keys = await listApiKeys(knex, whose);
    if (json) return console.log(JSON.stringify(keys.map(inJson), null, 2));
    if (keys.length === 0) console.log('There are no keys.');
    for (const key of keys) console.log(line(key));
  });
}

function revoke(id: string): Promise<void> {
  return withDatabase(async (knex) => {
    const { revokeApiKey } = await import('../auth/api-keys.js');
    const witness = await auditCommand({
      ...{ name: 'toolwright key revoke', writeMode: 'delete', tenantId: null },
      arguments: { key: id },
    });
    const revoked = await knex.transaction(async (db) => {
      const ended = await revokeApiKey(db, id);
      if (ended) await witness(db);
      return ended;
    });
    if (!revoked) {
      throw new Error(`There is no live key '${id}'. \`npx toolwright key list\` shows the ids.`);
    }
    console.log(`Revoked ${id}.`);
  });
}

function line(key: KeptConnection): string {
  const { id, prefix, principalId, name: called, writes, confirm, tools, allTenants, tenants } = key;
  const { rate: own, createdAt, expiresAt, revokedAt } = key;
  const end = revokedAt ? `revoked ${day(revokedAt)}` : expiresAt ? `until ${day(expiresAt)}` : 'live';
  const rights = writes ? `writes, ${confirm === 'waived' ? 'asks nobody' : 'asks'}` : 'reads only';
  const limits = [
    tools === null ? null : `tools: ${tools.join(',') || 'none'}`,
    allTenants ? null : `tenants: ${tenants.join(',') || 'none'}`,
    own && `${own.calls}/${own.per}`,
  ].filter((limit) => limit !== null);
  return [id, `${prefix}…`, principalId, rights, `made ${day(createdAt)}`, end, called, ...limits].join('  ');
}

/** What has no meaning for a key is left out. */
function inJson({ client, kind, ...key }: KeptConnection): object {
  return key;
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
