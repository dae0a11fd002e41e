import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiKeyGrant, createApiKey, findApiKey, listApiKeys, revokeApiKey } from '../../runtime/auth/api-keys.js';
import { activeTenant, grantTenant, setActiveTenant } from '../../runtime/auth/connection-state.js';
import { PRINCIPAL_CHANNEL } from '../../runtime/auth/principal-cache.js';
import { connectionOf, connectionStillHolds } from '../../runtime/store/postgres/connections.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { listen } from '../../runtime/store/postgres/notices.js';
import { soon } from '../soon.js';
import { type KernelDatabase, kernelDatabase, principalIn } from '../store/kernel.js';

const grant: ApiKeyGrant = {
  principalId: 'cus_1',
  name: 'CI',
  scopes: ['mcp:read', 'mcp:write'],
  tools: ['list_projects'],
  writes: true,
  confirm: 'ask',
  allTenants: false,
  tenants: ['org_1'],
  expiresAt: null,
};
const bearer = (value: string) => ({ kind: 'bearer', value, session: null }) as const;
const options = { write: true, signal: new AbortController().signal };

let db: KernelDatabase;
beforeEach(async () => {
  db = await kernelDatabase(1);
});
afterEach(() => db.drop());

/** What is told of principals while `run` works and until `count` notices have come. */
async function notices(count: number, run: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  const listening = listen(db.connection, [PRINCIPAL_CHANNEL, 'end'], () => {});
  await listening.ready();
  let ended = false;
  listening.on(PRINCIPAL_CHANNEL, (payload) => heard.push(payload));
  listening.on('end', () => {
    ended = true;
  });
  await run();
  await db.knex.raw(`SELECT pg_notify('end', '')`);
  await soon(() => expect(ended).toBe(true));
  await listening.close();
  expect(heard).toHaveLength(count);
  return heard;
}

describe('an API key', () => {
  it('is found by its text and by nothing else', async () => {
    const { id, key } = await createApiKey(db.knex, grant);
    expect(key).toMatch(/^sk_live_[\w-]{43}$/);
    const found = await findApiKey(db.knex, bearer(key));
    expect(found).toEqual({
      ...grant,
      id,
      kind: 'api_key',
      client: null,
      rate: null,
      prefix: key.slice(0, 12),
      createdAt: expect.any(Date),
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(await findApiKey(db.knex, bearer(key.slice(0, -1)))).toBeNull();
    expect(await findApiKey(db.knex, bearer(id))).toBeNull();
    expect(await findApiKey(db.knex, { kind: 'session', value: key, session: null })).toBeNull();
  });

  it('is kept as a hash alone', async () => {
    const { key } = await createApiKey(db.knex, grant);
    const { rows } = await db.knex.raw('SELECT connection::text AS text, hash FROM toolwright.connection');
    expect(rows[0].text).not.toContain(key.slice(12));
    expect(rows[0].hash).toEqual(createHash('sha256').update(key).digest());
  });

  it('can be given, for demo data', async () => {
    const { key } = await createApiKey(db.knex, grant, 'sk_demo_acme-owner');
    expect(key).toBe('sk_demo_acme-owner');
    expect((await findApiKey(db.knex, bearer(key)))?.principalId).toBe('cus_1');
  });

  it('notes its use, every five minutes at most', async () => {
    const { key } = await createApiKey(db.knex, grant);
    await findApiKey(db.knex, bearer(key));
    const first = (await findApiKey(db.knex, bearer(key)))?.lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await findApiKey(db.knex, bearer(key));
    expect((await listApiKeys(db.knex))[0]?.lastUsedAt).toEqual(first);
    const long = new Date(Date.now() - 301_000);
    await db.knex('toolwright.connection').update({ last_used_at: long });
    await findApiKey(db.knex, bearer(key));
    expect((await listApiKeys(db.knex))[0]?.lastUsedAt?.getTime()).toBeGreaterThan(long.getTime());
  });

  it('is nobody once it has expired', async () => {
    const { key } = await createApiKey(db.knex, { ...grant, expiresAt: new Date(Date.now() - 1) });
    expect(await findApiKey(db.knex, bearer(key))).toBeNull();
  });

  it('is nobody once it is revoked, which is told to everybody, and cannot be revoked again', async () => {
    const { id, key } = await createApiKey(db.knex, grant);
    await findApiKey(db.knex, bearer(key));
    expect(await notices(1, () => revokeApiKey(db.knex, id))).toEqual([id]);
    expect(await findApiKey(db.knex, bearer(key))).toBeNull();
    expect(await revokeApiKey(db.knex, id)).toBe(false);
    expect(await revokeApiKey(db.knex, 'key_unknown')).toBe(false);
  });

  it('is listed with the others, or with those of its principal', async () => {
    const one = await createApiKey(db.knex, grant);
    const two = await createApiKey(db.knex, { ...grant, principalId: 'cus_2' });
    expect((await listApiKeys(db.knex)).map(({ id }) => id)).toEqual([two.id, one.id]);
    expect((await listApiKeys(db.knex, 'cus_1')).map(({ id }) => id)).toEqual([one.id]);
  });

  it('is out of reach of a call', async () => {
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const call = database.transaction(principalIn('acme'), options, (handle) =>
      handle('toolwright.connection').select('*'),
    );
    await expect(call).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['revoked', { revoked_at: new Date() }],
    ['expired', { expires_at: new Date(0) }],
    ['without writes', { writes: false }],
    ['with other scopes', { scopes: ['mcp:read'] }],
    ['with other tools', { tools: null }],
    ['without the tenant that the call works in', { tenants: ['org_2'] }],
  ])('no longer holds as it was looked up when it is %s', async (_, change) => {
    const { key } = await createApiKey(db.knex, grant);
    const connection = connectionOf((await findApiKey(db.knex, bearer(key)))!, null);
    const holds = async () => {
      const { sql, bindings } = connectionStillHolds(connection, { tenant: 'org_1' });
      return (await db.knex.raw(sql, bindings as never)).rows;
    };
    expect(await holds()).toEqual([{ ok: true }]);
    await db.knex('toolwright.connection').update(change);
    expect(await holds()).toEqual([{ ok: false }]);
  });
});

describe('what a connection remembers', () => {
  const database = () => createDatabase({ knex: db.knex, contexts: ['org'] });
  const way = (session: string | null) => ({ id: 'key_1', session });
  const choose = (session: string | null, tenant: string | null) =>
    database().transaction(principalIn(null), options, (handle) => setActiveTenant(handle, way(session), tenant));

  it('is its tenant, and a session has its own once it has chosen', async () => {
    expect(await activeTenant(db.knex, way(null))).toBeNull();
    await choose(null, 'org_1');
    expect(await activeTenant(db.knex, way('one'))).toBe('org_1');
    await choose('one', 'org_2');
    await choose('one', 'org_3');
    const tenants = [null, 'one', 'two'].map((session) => activeTenant(db.knex, way(session)));
    expect(await Promise.all(tenants)).toEqual(['org_1', 'org_3', 'org_1']);
    await choose('one', null);
    expect(await activeTenant(db.knex, way('one'))).toBeNull();
    expect(await activeTenant(db.knex, { id: 'key_2', session: null })).toBeNull();
  });

  it('is told to everybody when the call commits, and not when it does not', async () => {
    const heard = await notices(1, async () => {
      await choose(null, 'org_1');
      const failing = database().transaction(principalIn(null), options, async (handle) => {
        await setActiveTenant(handle, way(null), 'org_2');
        throw new Error('a bug');
      });
      await expect(failing).rejects.toThrow('a bug');
    });
    expect(heard).toEqual(['key_1']);
    expect(await activeTenant(db.knex, way(null))).toBe('org_1');
  });

  it('cannot be changed for another connection', async () => {
    const call = database().transaction(principalIn(null), options, (handle) =>
      setActiveTenant(handle, { id: 'key_2', session: null }, 'org_1'),
    );
    await expect(call).rejects.toMatchObject({ code: '42501' });
  });

  it('is read by nobody else', async () => {
    await choose(null, 'org_1');
    const rows = await database().transaction(principalIn(null, 'key_2'), options, (handle) =>
      handle('toolwright.connection_state').select('*'),
    );
    expect(rows).toEqual([]);
  });
});

describe('a tenant granted in a call', () => {
  const tenantsOf = async (id: string) => (await listApiKeys(db.knex)).find((key) => key.id === id)?.tenants;
  const give = (caller: string, id: string, tenant: string) =>
    createDatabase({ knex: db.knex, contexts: [] }).transaction(principalIn(null, caller), options, (handle) =>
      grantTenant(handle, { id, session: null }, tenant),
    );

  it("is added to the caller's key once, and told to everybody", async () => {
    const { id } = await createApiKey(db.knex, grant);
    const heard = await notices(1, async () => {
      await give(id, id, 'org_2');
      await give(id, id, 'org_2');
    });
    expect(heard).toEqual([id]);
    expect(await tenantsOf(id)).toEqual(['org_1', 'org_2']);
  });

  it('changes neither a key with all tenants, nor a revoked one, nor that of another', async () => {
    const all = await createApiKey(db.knex, { ...grant, allTenants: true, tenants: [] });
    const revoked = await createApiKey(db.knex, grant);
    const other = await createApiKey(db.knex, grant);
    await revokeApiKey(db.knex, revoked.id);
    await give(all.id, all.id, 'org_2');
    await give(revoked.id, revoked.id, 'org_2');
    await give(all.id, other.id, 'org_2');
    const tenants = [all, revoked, other].map(({ id }) => tenantsOf(id));
    expect(await Promise.all(tenants)).toEqual([[], ['org_1'], ['org_1']]);
  });
});
