import type { Knex } from 'knex';
import { expect, it } from 'vitest';
import { cachePrincipals } from '../../runtime/auth/principal-cache.js';
import { withOwnNotices } from '../../runtime/market/own-notices.js';
import { createConnections } from '../../runtime/market/people/connections.js';
import type { Connection, Principal } from '../../runtime/principal.js';
import type { Notices } from '../../runtime/store/postgres/notices.js';

/** A database whose notices are on their way for ever. */
const slow: Notices = {
  on: () => () => {},
  onLoss: () => () => {},
  healthy: true,
  onRegain: () => () => {},
  session: async () => '1',
  renew: () => {},
  ready: async () => {},
  close: async () => {},
};
const connection = { id: 'key_1', session: null } as Connection;
const credential = { kind: 'bearer', value: 'sk', session: null } as const;

it('lets the caller’s next call see what their last one committed, before any notice comes', async () => {
  const { notices, tell } = withOwnNotices(slow);
  let asked = 0;
  const identify = cachePrincipals(async () => {
    asked += 1;
    return { id: 'cus_1', connection } as Principal;
  }, notices);
  await identify(credential);
  await identify(credential);
  expect(asked).toBe(1);

  let commit = () => {};
  const executionPromise = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const transaction = { executionPromise, raw: async () => {} } as unknown as Knex.Transaction;
  await createConnections(tell).activate(transaction, connection, 'org_1');
  await identify(credential);
  expect(asked).toBe(1);

  commit();
  await executionPromise;
  await identify(credential);
  expect(asked).toBe(2);
});
