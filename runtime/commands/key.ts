import { type Command, InvalidArgumentError } from 'commander';
import { auditCommand } from './audit-command.js';
import { withDatabase } from './with-database.js';

interface CreateOptions {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly tools?: readonly string[];
  readonly tenants?: readonly string[];
  readonly writes: boolean;
  readonly waiveConfirmation?: true;
  readonly days?: number;
}

/** `toolwright key create|list|revoke`: API keys, which only the one who makes them ever reads. */
export function register(cli: Command): void {
  const key = cli.command('key').description('Make, list and revoke API keys.');
  key
    .command('create')
    .description('Make an API key. It is printed once, alone on standard output.')
    .argument('<principal>', 'id of the one it stands for, such as cus_demo_acme_owner')
    .option('--name <text>', 'to know it by', 'command line')
    .option('--scopes <list>', 'separated by commas', list, ['mcp:read', 'mcp:write'])
    .option(
      '--tools <list>',
      'allow these tools and what they bring along (`depends_on.allowlist`); otherwise whatever the role may',
      list,
    )
    .option('--tenants <list>', 'allow these tenants alone; otherwise all that the principal belongs to', list)
    .option('--no-writes', 'refuse every write')
    .option('--waive-confirmation', 'never ask a person to agree')
    .option('--days <number>', 'end by itself after so many days', days)
    .action((principal: string, options: CreateOptions) => create(principal, options));
  key
    .command('list')
    .description('List API keys, the newest first. Their text is kept nowhere.')
    .option('--principal <id>', 'those of one principal')
    .action(({ principal }: { principal?: string }) => listKeys(principal));
  key
    .command('revoke')
    .description('End an API key for good, in every running server at once.')
    .argument('<id>', 'as `toolwright key list` shows it')
    .action((id: string) => revoke(id));
}

function create(principal: string, options: CreateOptions): Promise<void> {
  return withDatabase(async (knex) => {
    const { createApiKey } = await import('../auth/api-keys.js');
    const { declaredTools, toolNamed } = await import('./declared-tools.js');
    const declared = declaredTools(process.cwd());
    const grant = {
      principalId: principal,
      name: options.name,
      scopes: options.scopes,
      tools: options.tools?.map((name) => toolNamed(name, declared)) ?? null,
      writes: options.writes,
      confirm: options.waiveConfirmation ? 'waived' : 'ask',
      allTenants: options.tenants === undefined,
      tenants: options.tenants ?? [],
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
    console.error(`Made ${id} for ${principal}. Keep what follows: it is not shown again.`);
    console.log(key);
  });
}

function listKeys(principal: string | undefined): Promise<void> {
  return withDatabase(async (knex) => {
    const { listApiKeys } = await import('../auth/api-keys.js');
    const keys = await listApiKeys(knex, principal);
    if (keys.length === 0) console.log('There are no keys.');
    for (const { id, prefix, principalId, name, writes, confirm, createdAt, expiresAt, revokedAt } of keys) {
      const end = revokedAt ? `revoked ${day(revokedAt)}` : expiresAt ? `until ${day(expiresAt)}` : 'live';
      const rights = writes ? `writes, ${confirm === 'waived' ? 'asks nobody' : 'asks'}` : 'reads only';
      console.log([id, `${prefix}…`, principalId, rights, `made ${day(createdAt)}`, end, name].join('  '));
    }
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

const day = (date: Date): string => date.toISOString().slice(0, 10);

function list(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '');
}

function days(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number of days, 1 or more.');
}
