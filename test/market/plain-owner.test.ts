import { expect, it } from 'vitest';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDatabase } from '../store/cluster.js';
import { log } from './market.js';

/** What DATABASE_URL usually names: a user who owns the database, is no superuser and may become `app`. */
it('runs as a database user whom row-level security binds', async () => {
  const database = await cloneDatabase();
  const superuser = createPool(database.connection, 1);
  for (const role of ['app nologin', 'plain_owner login']) {
    await superuser.raw(`do $$ begin create role ${role}; exception when duplicate_object then null; end $$`);
  }
  await superuser.raw('grant app to plain_owner');
  await superuser.raw('alter database ?? owner to plain_owner', [database.connection.database]);
  await superuser.destroy();

  const source = { ...database.connection, user: 'plain_owner' };
  const marketplace = await createMarketplace({ source, secrets: ['a secret'], demo: true, log });
  const { url } = await marketplace.listen(0, '127.0.0.1');
  async function call(principal: string, tool: string, input: object) {
    const response = await fetch(`${url}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: `Bearer sk_demo_${principal}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tool, arguments: input }),
    });
    return [response.status, await response.json()] as const;
  }
  const accept = { action: 'accept', invite_id: 'inv_demo_acme_newcomer' };
  expect(await call('newcomer', 'respond_to_invite', accept)).toMatchObject([200, { status: 'accepted' }]);
  const remove = { action: 'remove', customer_id: 'cus_demo_newcomer' };
  expect(await call('acme-admin', 'manage_org_member', remove)).toMatchObject([200, { role: 'developer' }]);
  expect(await call('acme-owner', 'leave_org', {})).toMatchObject([409, { code: 'LAST_OWNER' }]);
  expect(await call('acme-owner', 'list_projects', {})).toMatchObject([200, { page: { total: 2 } }]);
  await marketplace.close();
  await database.drop();
});
