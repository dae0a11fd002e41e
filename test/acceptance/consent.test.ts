import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { clientProvider } from '../oauth/client-provider.js';
import { lookAt } from '../pages/look.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

/** Where a program of this computer waits for the answer: nothing listens, the browser's address says it all. */
const redirectUrl = 'http://127.0.0.1:33419/callback';

/** A program with the v2 library and a browser that goes where the program sends it. */
function openProgram() {
  const { provider, remembered } = clientProvider({ redirectUrl });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${market.url}/mcp`), { authProvider: provider });
  return {
    remembered,
    transport,
    async connect() {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(transport());
      return client;
    },
  };
}

async function openPage(javaScriptEnabled = true): Promise<{ page: Page; back: () => Promise<URL> }> {
  const context = await browser.newContext({ baseURL: market.url, javaScriptEnabled });
  const page = await context.newPage();
  const answers: string[] = [];
  await context.route(`${redirectUrl}**`, (route) => {
    answers.push(route.request().url());
    return route.fulfill({ status: 200, body: 'Go back to the program.' });
  });
  return {
    page,
    async back() {
      await page.waitForURL(`${redirectUrl}**`);
      return new URL(answers.at(-1) ?? '');
    },
  };
}

async function signIn(page: Page, principal: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/connect/*');
}

const tick = (page: Page, tool: string) => page.locator(`input[name=tool][value="${tool}"]`);

async function openDomains(page: Page): Promise<void> {
  for (const summary of await page.locator('details.domain > summary').all()) await summary.click();
}

describe('a person lets a program in', () => {
  test('unticks two tools, grants, lets it write, and takes it all back', async () => {
    const program = openProgram();
    const first = program.transport();
    await expect(new Client({ name: 'test', version: '1' }).connect(first)).rejects.toMatchObject({
      name: 'UnauthorizedError',
    });

    const { page, back } = await openPage();
    await page.goto(program.remembered.sentTo?.href ?? '');
    await signIn(page, 'acme-owner');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A program asks for access');
    expect(await page.locator('section.card').first().textContent()).toContain('Olivia Owner');
    await openDomains(page);
    await page.getByRole('checkbox', { name: /^Acme\b/ }).check();
    await tick(page, 'get_invoice').uncheck();
    await tick(page, 'search_packages').uncheck();
    const granted = await page
      .locator('input[name=tool]:checked')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    await lookAt(page, 'consent-open');
    await page.getByRole('button', { name: 'Grant access' }).click();
    await first.finishAuth((await back()).searchParams);

    const client = await program.connect();
    const { tools } = await client.listTools();
    const names = granted.filter((name) => /^\w+$/.test(name)).sort();
    expect(tools.map(({ name }) => name)).toEqual(names);
    expect(names).toContain('create_project');
    expect(names).not.toContain('get_invoice');
    expect(names).not.toContain('delete_project');
    const who = await client.callTool({ name: 'whoami', arguments: {} });
    expect(who.structuredContent).toMatchObject({
      customer: { email: 'acme-owner@example.com' },
      connection: { kind: 'oauth', writes: false },
    });
    await expect(client.callTool({ name: 'search_packages', arguments: {} })).rejects.toMatchObject({ code: -32004 });

    const ref = { type: 'ref/prompt', name: 'review_spend' } as const;
    const completed = await client.complete({ ref, argument: { name: 'month', value: '' } });
    expect(completed.completion.values).toEqual(expect.any(Array));

    // It may not write yet: the library asks for more, and sends its person to say so.
    program.remembered.sentTo = null;
    const create = { name: 'create_org', arguments: { name: 'Made by a program' } };
    await expect(client.callTool(create)).rejects.toThrow();
    const stepUp = program.remembered.sentTo as URL | null;
    expect(stepUp?.searchParams.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['mcp:read', 'mcp:write']));
    expect(await market.db('organization').where(create.arguments)).toEqual([]);
    await page.goto(stepUp?.href ?? '');
    expect(await page.locator('section', { hasText: 'You have let it in before' }).textContent()).toContain(
      'New: it asks to write as well',
    );
    await lookAt(page, 'consent-more');
    const kept = await page
      .locator('input[name=tool]:checked')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    expect(kept.sort()).toEqual(granted.sort());
    await page.getByRole('button', { name: 'Grant access' }).click();
    const second = program.transport();
    await second.finishAuth((await back()).searchParams);
    const writer = await program.connect();
    const made = await writer.callTool(create);
    expect(made.isError).toBeFalsy();
    expect(await market.db('organization').where(create.arguments)).toHaveLength(1);

    const rows = await market.db('toolwright.audit').where({ tool: 'POST /account/connect' }).orderBy('at');
    expect(rows.map(({ outcome, principal_id: id }) => [outcome, id])).toEqual([
      ['ok', 'cus_demo_acme_owner'],
      ['ok', 'cus_demo_acme_owner'],
    ]);
    expect(rows.map((row) => row.arguments)).toEqual([
      expect.objectContaining({ decision: 'agree', scopes: ['mcp:read'], writes: false, tools: granted.sort() }),
      expect.objectContaining({ decision: 'agree', scopes: ['mcp:read', 'mcp:write'], writes: true }),
    ]);
    const connections = await market.db('toolwright.connection').where({ kind: 'oauth' });
    expect(connections).toHaveLength(1);

    await page.goto('/account/connections');
    const connection = page.locator('.connection', { hasText: 'Test client' });
    await connection.locator('summary').click();
    await connection.getByRole('button', { name: 'Yes, revoke it' }).click();
    await page.getByRole('status').waitFor();
    const call = () =>
      fetch(`${market.url}/mcp/tools/call`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${program.remembered.tokens?.access_token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ tool: 'whoami', arguments: {} }),
      });
    await market.eventually(async () => expect((await call()).status).toBe(401));
    // Neither the token at hand nor the one to renew it with is worth anything: the person would be asked anew.
    program.remembered.sentTo = null;
    await expect(writer.callTool({ name: 'whoami', arguments: {} })).rejects.toThrow();
    expect((program.remembered.sentTo as URL | null)?.pathname).toBe('/authorize');
    await Promise.all([client.close(), writer.close()]);
  });

  test('without scripts as well: where nothing is ticked the page says so', async () => {
    const program = openProgram();
    const first = program.transport();
    await expect(new Client({ name: 'test', version: '1' }).connect(first)).rejects.toThrow();
    const { page, back } = await openPage(false);
    await page.goto(program.remembered.sentTo?.href ?? '');
    await signIn(page, 'acme-owner');
    const boxes = page.locator('input[name=tool]:checked');
    await openDomains(page);
    await boxes.evaluateAll((elements) => {
      for (const element of elements) (element as HTMLInputElement).checked = false;
    });
    await page.getByRole('button', { name: 'Grant access' }).click();
    expect(await page.getByRole('alert').textContent()).toBe(
      'No tool is ticked, so there is nothing to grant. Tick at least one, or refuse.',
    );
    expect(await boxes.count()).toBe(0);
    await openDomains(page);
    await tick(page, 'whoami').check();
    await page.getByLabel('For how long').selectOption('For a week');
    await page.getByRole('button', { name: 'Grant access' }).click();
    await first.finishAuth((await back()).searchParams);
    const client = await program.connect();
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['whoami']);
    await client.close();
  });

  test('with scripts a box a subject stands for its tools, and the counts follow', async () => {
    const program = openProgram();
    await expect(new Client({ name: 'test', version: '1' }).connect(program.transport())).rejects.toThrow();
    const { page } = await openPage();
    await page.goto(program.remembered.sentTo?.href ?? '');
    await signIn(page, 'acme-owner');
    const cart = page.locator('details.domain', { hasText: 'View the cart' });
    const orders = page.locator('details.domain', { hasText: 'List orders' });
    await cart.locator('summary').click();
    await orders.locator('summary').click();
    const all = cart.getByRole('checkbox', { name: 'All of Cart' });
    const mixed = (box: typeof all) => box.evaluate((element) => (element as HTMLInputElement).indeterminate);
    expect([await all.isChecked(), await mixed(all), await cart.locator('[data-count]').textContent()]).toEqual([
      true,
      false,
      '3 of 3',
    ]);
    await tick(page, 'add_to_cart').uncheck();
    expect([await all.isChecked(), await mixed(all), await cart.locator('[data-count]').textContent()]).toEqual([
      false,
      true,
      '2 of 3',
    ]);
    await all.check();
    expect(await tick(page, 'add_to_cart').isChecked()).toBe(true);
    const every = orders.getByRole('checkbox', { name: 'All of Orders' });
    expect(await mixed(every)).toBe(true);
    await page.getByRole('radio', { name: /^All, also later ones/ }).check();
    expect(await page.locator('[data-tally]').textContent()).toBe('Everything that your role allows, also later.');
    await every.check();
    expect(await page.locator('input[name=tools]:checked').getAttribute('value')).toBe('ticked');
  });
});
