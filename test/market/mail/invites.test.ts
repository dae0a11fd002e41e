import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../market.js';
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

const invite = { action: 'invite', email: 'ana@example.com', role: 'developer', note: 'Hello,\r\n.\r\nwelcome' };
const mails = () => market.db('mail').orderBy('created_at');
const ended = (status: string, count = 1) =>
  market.eventually(async () => expect(await mails().where({ status })).toHaveLength(count));

describe('an invite', () => {
  it('is told of by one mail: who invites, to what, as what, until when, how to answer', async () => {
    const { invite_id, expires_at } = await market.succeed('acme-owner', 'manage_org_member', invite);
    await ended('sent');
    const [mail] = await mails();
    expect(mail).toMatchObject({ recipient: 'ana@example.com', error: null, sent_at: market.now() });
    expect(mail.text.split('\n')).toEqual([
      'Olivia Owner invites you to join the organization "Acme" as developer.',
      '',
      'Olivia Owner writes:',
      '> Hello,',
      '> .',
      '> welcome',
      '',
      `The invite can be accepted until ${expires_at.slice(0, 10)}, ${expires_at.slice(11, 16)} UTC.`,
      '',
      'To accept or decline it, sign in with this e-mail address:',
      `${market.url.replace('127.0.0.1', 'localhost')}/account/`,
      `then have your assistant, connected to ${market.url.replace('127.0.0.1', 'localhost')}/mcp,`,
      `answer the invite ${invite_id} (its tool is called respond_to_invite).`,
      '',
      'If you have no account yet, make one with this address first:',
      `${market.url.replace('127.0.0.1', 'localhost')}/account/sign-up?email=ana%40example.com`,
      '',
      'If you do not expect this, you need not do anything.',
    ]);
    expect(server.taken).toHaveLength(1);
    const [taken] = server.taken;
    expect(taken?.to).toEqual(['ana@example.com']);
    const [head, body] = taken?.message.split('\r\n\r\n', 1).concat(taken.message) ?? [];
    expect(head).toContain('Subject: Olivia Owner invites you to Acme');
    expect(head).toContain('From: Market <market@example.com>');
    expect(head).toContain(`Message-ID: <${mail.id}@toolwright.invalid>`);
    expect(body).toContain(invite_id);
  });

  it('that is renewed is told of again, one that is replayed or tried dry is not', async () => {
    const keyed = { ...invite, idempotency_key: 'invite-ana' };
    await market.succeed('acme-owner', 'manage_org_member', keyed);
    await market.succeed('acme-owner', 'manage_org_member', keyed);
    await market.succeed('acme-owner', 'manage_org_member', { ...invite, dry_run: true });
    await ended('sent');
    await market.succeed('acme-admin', 'manage_org_member', { ...invite, email: 'ANA@example.com', role: 'viewer' });
    await ended('sent', 2);
    expect(server.taken).toHaveLength(2);
    expect((await mails()).map(({ text }) => text.split('\n')[0])).toEqual([
      'Olivia Owner invites you to join the organization "Acme" as developer.',
      'Adam Admin invites you to join the organization "Acme" as viewer.',
    ]);
  });

  it('that the mail server does not take now is tried again', async () => {
    server.refusals.push(451);
    await market.succeed('acme-owner', 'manage_org_member', invite);
    await market.eventually(async () => expect((await mails())[0]?.error).toMatch(/Not now/));
    await market.eventually(async () => {
      await market.db.raw(`update pgboss.job set start_after = now() - interval '1 s' where state = 'retry'`);
      await market.db.raw(`notify toolwright_jobs, 'mail'`);
      expect(await mails()).toMatchObject([{ status: 'sent', error: null }]);
    });
    expect(server.taken).toHaveLength(1);
  });

  it('that the mail server will never take is given up', async () => {
    server.refusals.push(550);
    await market.succeed('acme-owner', 'manage_org_member', invite);
    await ended('failed');
    expect((await mails())[0]?.error).toMatch(/Not now/);
    expect(server.taken).toEqual([]);
    expect(await market.db('pgboss.job').where({ name: 'mail' }).whereIn('state', ['created', 'retry'])).toEqual([]);
  });

  it('whose names hold line breaks adds no line and no header', async () => {
    await market.db('customer').where({ id: 'cus_demo_acme_owner' }).update({ name: 'Eve\r\nBcc: all@example.com' });
    await market.succeed('acme-owner', 'manage_org_member', { ...invite, note: 'x' });
    await ended('sent');
    expect(server.taken[0]?.to).toEqual(['ana@example.com']);
    expect(server.taken[0]?.message.split('\r\n').filter((line) => /^bcc:/i.test(line))).toEqual([]);
  });
});
