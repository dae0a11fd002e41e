import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser, looks } from '../../web/browser.js';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
let browser: Browser;
beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket({ options: { work: false } }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const root = new URL('../../..', import.meta.url).pathname;
const path = '/account/staff/vendors';
const anvil = { id: 'ven_demo_anvil' };

async function isFound(): Promise<boolean> {
  return (await market.succeed('newcomer', 'search_packages', { query: 'hammer' })).page.total === 1;
}

const decision = () => market.db('vendor').where(anvil).first('status', 'moderation_note', 'moderated_by');

/** The command line on the database of the running server. */
async function toolwright(...argv: readonly string[]) {
  const { user, host, port, database } = market.source as {
    user: string;
    host: string;
    port: number;
    database: string;
  };
  const url = `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  const child = spawn(
    process.execPath,
    ['--conditions=toolwright-source', '--import', 'tsx', join(root, 'generator/main.ts'), ...argv],
    { cwd: root, env: { PATH: process.env.PATH, DATABASE_URL: url, NODE_NO_WARNINGS: '1' } },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

describe('toolwright vendor', () => {
  it('lists vendors, those that wait first', async () => {
    const { status, stdout } = await toolwright('vendor', 'list');
    expect([status, stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        'ven_demo_anvil  pending  applied 2026-01-05  1 package  Anvil (Anvil)',
        'ven_demo_forge  approved  applied 2026-01-05  3 packages  Forge (Forge)',
      ],
    ]);
  });

  it('approves, in force in the running server at once, and again without a change', async () => {
    expect(await isFound()).toBe(false);
    const then = 'What it has enabled can be bought.\n';
    expect(await toolwright('vendor', 'approve', 'anvil', '--note', 'Welcome')).toEqual({
      status: 0,
      stdout: `Anvil (ven_demo_anvil) is approved. ${then}`,
      stderr: '',
    });
    expect(await isFound()).toBe(true);
    expect(await decision()).toEqual({ status: 'approved', moderation_note: 'Welcome', moderated_by: null });
    const { stdout } = await toolwright('vendor', 'approve', 'ven_demo_anvil', '--note', 'Welcome');
    expect(stdout).toBe(`Anvil (ven_demo_anvil) was approved already. ${then}`);
    const mails = await market.db('mail').select('recipient', 'subject', 'text');
    expect(mails).toEqual([
      {
        recipient: 'anvil-vendor@example.com',
        subject: 'Anvil may sell now',
        text: 'Anvil may sell now.\n\nIts enabled packages can be bought from now on.\n\nWelcome',
      },
    ]);
  });

  it('rejects: nothing of the vendor is found nor seen any more', async () => {
    const { status, stdout } = await toolwright('vendor', 'reject', 'ven_demo_anvil');
    expect([status, stdout]).toEqual([0, 'Anvil (ven_demo_anvil) is rejected. Nothing of it can be bought.\n']);
    expect(await isFound()).toBe(false);
    const answer = await market.call('newcomer', 'get_package', { composer_name: 'anvil/hammer' });
    expect([answer.status, answer.body.code]).toEqual([404, 'PACKAGE_NOT_FOUND']);
  });

  it('says in a sentence what it cannot do', async () => {
    expect(await toolwright('vendor', 'approve', 'nobody')).toEqual({
      status: 1,
      stdout: '',
      stderr: "There is no vendor 'nobody'. `npx toolwright vendor list` shows them.\n",
    });
    const long = await toolwright('vendor', 'reject', 'anvil', '--note', 'x'.repeat(1001));
    expect([long.status, long.stderr]).toEqual([1, 'A note has at most 1000 characters.\n']);
    await market.succeed('globex-owner', 'apply_as_vendor', { name: 'Smelt' });
    const taken = await toolwright('vendor', 'approve', 'ven_demo_smelt');
    expect([taken.status, taken.stderr]).toEqual([1, 'Another vendor is called Smelt by now. Ask for another name.\n']);
  });
});

describe('the staff’s page', () => {
  async function visit(principal: string): Promise<Visit> {
    const one = new Visit(market.url);
    await one.signIn(principal);
    return one;
  }

  it('is there for staff alone', async () => {
    expect((await new Visit(market.url).send(path)).headers.get('location')).toBe(`/account/sign-in?next=${path}`);
    for (const principal of ['acme-owner', 'forge-vendor', 'anvil-vendor']) {
      const one = await visit(principal);
      expect((await one.send(path)).status).toBe(404);
      const token = await one.token('/account/');
      const fields = { token, decision: 'approved', note: '' };
      expect((await one.post(`${path}/ven_demo_anvil`, fields)).status).toBe(404);
    }
    expect((await decision()).status).toBe('rejected');
  });

  it('takes no form but its own, whole ones', async () => {
    const staff = await visit('staff');
    const token = await staff.token(path);
    const post = async (fields: Record<string, string>, id = 'ven_demo_anvil') =>
      (await staff.post(`${path}/${id}`, fields)).status;
    expect(await post({ decision: 'approved' })).toBe(403);
    expect(await post({ token: 'made up', decision: 'approved' })).toBe(403);
    expect(await post({ token, decision: 'maybe' })).toBe(400);
    expect(await post({ token, decision: 'approved', note: 'x'.repeat(1001) })).toBe(400);
    expect(await post({ token, decision: 'approved' }, 'ven_demo_nobody')).toBe(404);
    expect(await post({ token, decision: 'approved' }, 'ven_demo_smelt')).toBe(409);
    expect((await decision()).status).toBe('rejected');
  });

  it('is decided on in a browser, which shows what vendors say as text', async () => {
    await market.db('vendor').where(anvil).update({ status: 'pending', profile: '<script>alert(1)</script> & more' });
    const page = await (await browser.newContext({ ...looks.light, baseURL: market.url })).newPage();
    await page.goto(path);
    await page.getByLabel('E-mail address').fill('staff@example.com');
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`**${path}`);
    const waiting = page.getByRole('region', { name: 'Waiting for approval' });
    expect(await waiting.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Smelt', 'Anvil']);
    expect(await waiting.textContent()).toContain('<script>alert(1)</script> & more');
    const pictures = process.env.TOOLWRIGHT_PICTURES;
    for (const [look, options] of Object.entries(looks)) {
      await page.emulateMedia({ colorScheme: options.colorScheme ?? null });
      await page.setViewportSize(options.viewport ?? { width: 1100, height: 800 });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect([look, wide]).toEqual([look, false]);
      if (!pictures) continue;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `staff-vendors-${look}.png`), fullPage: true });
    }
    await page.getByLabel('A word to the vendor').nth(1).fill('Good luck');
    await page.getByRole('button', { name: 'Approve Anvil' }).click();
    await page.waitForLoadState();
    expect(await decision()).toEqual({
      status: 'approved',
      moderation_note: 'Good luck',
      moderated_by: 'cus_demo_staff',
    });
    expect(await isFound()).toBe(true);
    expect(await waiting.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Smelt']);
  });
});
