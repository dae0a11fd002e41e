import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClaimLost, type ClaimScope, type Claims, type TakenClaim } from '../../runtime/store/claims.js';
import { createMemoryClaims } from '../../runtime/store/memory/claims.js';
import { createPostgresClaims, forgetExpiredClaims } from '../../runtime/store/postgres/claims.js';
import { createDatabase } from '../../runtime/store/postgres/database.js';
import { listen, type Notices } from '../../runtime/store/postgres/notices.js';
import { soon } from '../soon.js';
import { type KernelDatabase, kernelDatabase, principalIn } from './kernel.js';

let db: KernelDatabase;
const opened: Notices[] = [];
let now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  db = await kernelDatabase(2);
});
afterAll(async () => {
  for (const notices of opened) await notices.close();
  await db.drop();
});

/** Claims as one process makes them, and its connection that shows it alive. */
async function aProcess() {
  const notices = listen(db.connection, [], () => {});
  opened.push(notices);
  await notices.ready();
  return { notices, claims: createPostgresClaims(db.knex, notices, () => now) };
}

let made = 0;
function freshScope(changes: Partial<ClaimScope> = {}): ClaimScope {
  made += 1;
  return { tenant: 'acme', principal: 'person_1', tool: 'pay', key: `key ${made}`, ...changes };
}

async function taken(
  claims: Claims<never>,
  scope: ClaimScope,
  hash = 'hash',
  connection = 'key_1',
): Promise<TakenClaim> {
  const found = await claims.take(scope, hash, connection);
  if (!('token' in found)) throw new Error('The key is not free.');
  return found;
}

describe.each([
  ['in memory', async () => createMemoryClaims(() => now)],
  ['in PostgreSQL', async () => (await aProcess()).claims as Claims<never>],
])('a key %s', (_, open) => {
  it('is one caller’s, in one tenant, for one tool', async () => {
    const claims = await open();
    const scope = freshScope();
    const { token } = await taken(claims, scope);
    for (const other of [{ tenant: 'globex' }, { principal: 'person_2' }, { tool: 'refund' }, { key: 'another' }]) {
      await taken(claims, { ...scope, ...other });
    }
    const standing = { tenant: 'acme', connection: 'key_1', argumentHash: 'hash', answer: null, held: true };
    expect(await claims.take(scope, 'hash', 'key_2')).toEqual({ ...standing, ended: expect.any(Promise) });
    expect((await claims.find(scope)).map(({ tenant }) => tenant).sort()).toEqual(['acme', 'globex']);
    claims.finish(token);
  });

  it('keeps its answer for 24 hours, and then is free', async () => {
    const claims = await open();
    const scope = freshScope();
    const first = await taken(claims, scope);
    await claims.answer(first.token, 'sealed');
    claims.finish(first.token);
    const kept = {
      tenant: 'acme',
      connection: 'key_1',
      argumentHash: 'hash',
      answer: 'sealed',
      held: false,
      ended: null,
    };
    expect(await claims.find(scope)).toEqual([kept]);
    expect(await claims.take(scope, 'other', 'key_1')).toEqual(kept);
    const before = now;
    now = new Date(before.getTime() + 24 * 3_600_000);
    expect(await claims.find(scope)).toEqual([]);
    const next = await taken(claims, scope, 'other');
    expect([next.again, next.id === first.id]).toEqual([false, false]);
    now = before;
  });

  it('is free again when its call failed, for any arguments', async () => {
    const claims = await open();
    const scope = freshScope();
    const first = await taken(claims, scope);
    await claims.release(first.token);
    expect(await claims.find(scope)).toEqual([]);
    const second = await taken(claims, scope, 'other');
    expect([second.again, second.id === first.id]).toEqual([false, false]);
  });

  it('once effects began is the same call’s alone to try again, as the same claim', async () => {
    const claims = await open();
    const scope = freshScope();
    const first = await taken(claims, scope);
    await claims.reach(first.token);
    await claims.release(first.token);
    expect(await claims.take(scope, 'other', 'key_1')).toMatchObject({ argumentHash: 'hash', held: false });
    const second = await taken(claims, scope);
    expect(second).toEqual({ id: first.id, token: expect.any(String), again: true });
    expect(second.token).not.toBe(first.token);
  });

  it('can do nothing for who has lost it', async () => {
    const claims = await open();
    const scope = freshScope();
    const first = await taken(claims, scope);
    await claims.reach(first.token);
    await claims.release(first.token);
    await expect(claims.reach(first.token)).rejects.toThrow(ClaimLost);
    await expect(claims.answer(first.token, 'late')).rejects.toThrow(ClaimLost);
    const second = await taken(claims, scope);
    await expect(claims.answer(first.token, 'late')).rejects.toThrow(ClaimLost);
    await claims.answer(second.token, 'sealed');
    expect(await claims.find(scope)).toMatchObject([{ answer: 'sealed' }]);
  });

  it('tells those who wait in the same process when its call ends', async () => {
    const claims = await open();
    const scope = freshScope();
    const { token } = await taken(claims, scope);
    const [standing] = await claims.find(scope);
    let ended = false;
    const waiting = standing?.ended?.then(() => {
      ended = true;
    });
    expect(ended).toBe(false);
    await claims.release(token);
    await waiting;
    expect(ended).toBe(true);
  });
});

describe('between processes', () => {
  it('a key is held while its process lives, and taken over as soon as it has died', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const scope = freshScope();
    const first = await taken(one.claims as Claims<never>, scope);
    expect(await two.claims.take(scope, 'hash', 'key_1')).toMatchObject({ held: true, ended: null });
    await one.notices.close();
    expect(await two.claims.find(scope)).toMatchObject([{ held: false }]);
    const second = await taken(two.claims as Claims<never>, scope);
    expect(second).toMatchObject({ id: first.id, again: false });
  });

  it('one of those who find it dead gets it', async () => {
    const [dead, two, three] = [await aProcess(), await aProcess(), await aProcess()];
    const scope = freshScope();
    await taken(dead.claims as Claims<never>, scope);
    await dead.notices.close();
    const found = await Promise.all([two, three].map(({ claims }) => claims.take(scope, 'hash', 'key_1')));
    expect(found.filter((each) => 'token' in each)).toHaveLength(1);
  });

  it('a process that was thought dead cannot commit: its transaction fails', async () => {
    const [one, two] = [await aProcess(), await aProcess()];
    const scope = freshScope();
    const first = await taken(one.claims as Claims<never>, scope);
    one.notices.renew();
    await soon(async () => expect(await two.claims.find(scope)).toMatchObject([{ held: false }]));
    await taken(two.claims as Claims<never>, scope);
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const options = { write: true, signal: new AbortController().signal };
    const committing = database.transaction(principalIn('acme'), options, async (handle) => {
      await handle('note').insert({ org: 'acme', text: 'twice' });
      await one.claims.answer(first.token, 'late', handle);
    });
    await expect(committing).rejects.toThrow(ClaimLost);
    expect(await db.knex('note').where({ text: 'twice' })).toEqual([]);
  });

  it('an answer stands or falls with its transaction', async () => {
    const { claims } = await aProcess();
    const scope = freshScope();
    const { token } = await taken(claims as Claims<never>, scope);
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const options = { write: true, signal: new AbortController().signal };
    const failing = database.transaction(principalIn('acme'), options, async (handle) => {
      await claims.answer(token, 'sealed', handle);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await claims.find(scope)).toMatchObject([{ answer: null, held: true }]);
    await database.transaction(principalIn('acme'), options, (handle) => claims.answer(token, 'sealed', handle));
    expect(await claims.find(scope)).toMatchObject([{ answer: 'sealed' }]);
  });

  it('a call reads no claim, and answers its own connection’s alone', async () => {
    const { claims } = await aProcess();
    const scope = freshScope();
    const { token } = await taken(claims as Claims<never>, scope);
    const database = createDatabase({ knex: db.knex, contexts: ['org'] });
    const options = { write: true, signal: new AbortController().signal };
    const reading = database.transaction(principalIn('acme'), options, (handle) => handle('toolwright.claim'));
    await expect(reading).rejects.toThrow('permission denied');
    const answering = database.transaction(principalIn('acme', 'key_2'), options, (handle) =>
      claims.answer(token, 'sealed', handle),
    );
    await expect(answering).rejects.toThrow(ClaimLost);
  });

  it('what cannot be released is nobody’s', async () => {
    const { notices } = await aProcess();
    const two = await aProcess();
    const scope = freshScope();
    let broken = false;
    const knex = new Proxy(db.knex, {
      get: (target, name, receiver) =>
        name === 'raw' && broken
          ? () => Promise.reject(new Error('The line is cut.'))
          : Reflect.get(target, name, receiver),
    });
    const claims = createPostgresClaims(knex, notices, () => now);
    const { token } = await taken(claims as Claims<never>, scope);
    broken = true;
    await expect(claims.release(token)).rejects.toThrow('The line is cut.');
    await soon(async () => expect(await two.claims.find(scope)).toMatchObject([{ held: false }]));
    await taken(two.claims as Claims<never>, scope);
  });

  it('forgets what is old', async () => {
    const { claims } = await aProcess();
    const scope = freshScope();
    await taken(claims as Claims<never>, scope);
    const count = () => db.knex('toolwright.claim').where({ key: scope.key });
    await forgetExpiredClaims(db.knex, new Date(now.getTime() + 24 * 3_600_000 - 1));
    expect(await count()).toHaveLength(1);
    await forgetExpiredClaims(db.knex, new Date(now.getTime() + 24 * 3_600_000));
    expect(await count()).toEqual([]);
  });
});
