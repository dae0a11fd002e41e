import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepUp } from '../../../runtime/market/jobs/upkeep.js';
import { createMarketplace } from '../../../runtime/market/marketplace.js';
import { poolSize } from '../../store/pool-size.js';
import { askToSignUp } from '../../web/newcomers.js';
import { Visit } from '../../web/visit.js';
import { log, type Market, openMarket, secrets } from '../market.js';
import { type MailServer, openMailServer } from './mail-server.js';

let market: Market;
let server: MailServer;
beforeEach(async () => {
  server = await openMailServer();
  market = await openMarket({ options: { smtp: { url: server.url, from: 'Market <market@example.com>' } } });
});
afterEach(async () => {
  await market.close();
  await server.close();
});

const mails = () => market.db('mail').where({ recipient: 'ana@example.com' });
const notKept = 'This mail held a link that opens an account. Its text is not kept.';

test('a link goes to its mailbox, and is kept nowhere once a server has taken the mail, or refused it for good', async () => {
  await askToSignUp(new Visit(market.url), { email: 'ana@example.com' });
  await market.eventually(async () => expect(await mails().where({ status: 'sent' })).toHaveLength(1));
  expect(server.taken[0]?.message.replaceAll('=\r\n', '')).toMatch(/\/account\/confirm\?token=3?D?[\w-]{43}/);
  expect(await mails().select('text', 'secret')).toEqual([{ text: notKept, secret: true }]);
  const kept = await market.db.raw(`select count(*)::int as n from pgboss.job where data::text like '%token%'`);
  expect(kept.rows).toEqual([{ n: 0 }]);

  server.refusals.push(550);
  await askToSignUp(new Visit(market.url), { email: 'ana@example.com' });
  await market.eventually(async () => expect(await mails().where({ status: 'failed' })).toHaveLength(1));
  expect(await mails().pluck('text')).toEqual([notKept, notKept]);
});

test('a link that nobody has followed is forgotten in time', async () => {
  await askToSignUp(new Visit(market.url), { email: 'ana@example.com' });
  const links = () => market.db('account_link').where({ email: 'ana@example.com' });
  const after = (hours: number) => new Date(market.now().getTime() + hours * 3_600_000);
  await keepUp(market.db, after(23));
  expect(await links()).toHaveLength(1);
  await keepUp(market.db, after(24));
  expect(await links()).toEqual([]);
});

test('where mails go nowhere and it is no demo, there are no accounts to be had: whoever read them could take them', async () => {
  const other = await createMarketplace({ source: market.source, poolSize, secrets, demo: false, log, work: false });
  const { url } = await other.listen(0, '127.0.0.1');
  const visit = new Visit(url);
  for (const page of ['sign-up', 'forgotten', 'mailed', 'confirm', 'reset']) {
    expect((await visit.send(`/account/${page}`)).status).toBe(404);
  }
  expect(await (await visit.send('/account/sign-in')).text()).not.toMatch(/sign-up|forgotten/);
  await other.close();
});

test('calls ask for no mail of this kind', async () => {
  const asApp = market.db.transaction(async (db) => {
    await db.raw('set local role app');
    await db.raw(`select ask_for_secret_mail('a@example.com', 'a', 'a', now())`);
  });
  await expect(asApp).rejects.toThrow('permission denied');
});
