import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { type DocumentHost, openDocumentHost } from '../../oauth/document-host.js';
import { type Browser, launchBrowser } from '../browser.js';
import { Visit } from '../visit.js';
import { askedAt, askingUrl, authorizationUrl, backAt } from './asking.js';

let host: DocumentHost;
let market: Market;
let browser: Browser;

beforeAll(async () => {
  host = await openDocumentHost();
  [market, browser] = await Promise.all([openMarket({ options: { outside: host.outside } }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
  await host?.close();
});

beforeEach(async () => {
  await market.db('toolwright.connection').where({ kind: 'oauth' }).delete();
});

const sessions = new Map<string, string>();

/** A browser in which somebody has signed in: the same session wherever it is not ended, as sign-ins are limited. */
async function signedIn(principal: string): Promise<Visit> {
  const visit = new Visit(market.url);
  const session = sessions.get(principal);
  if (session === undefined) expect((await visit.signIn(principal)).status).toBe(303);
  else visit.cookies.set('toolwright-session', session);
  sessions.set(principal, visit.cookies.get('toolwright-session') ?? '');
  return visit;
}

const granted = async () => {
  const rows = await market.db('toolwright.connection').where({ kind: 'oauth' }).orderBy('created_at');
  return rows.map(({ last_used_at: _, ...row }) => row);
};

/** A person who looks at what a program asks, and the form as it stands, agreed to. */
async function asked(metadata: object = {}, scope = 'mcp:read', principal = 'acme-owner') {
  const visit = await signedIn(principal);
  const path = await askedAt(visit, await askingUrl(market.url, metadata, { scope }));
  const form = await visit.form(path);
  form.set('decision', 'agree');
  return { visit, path, form };
}

const over = 'Nothing waits for your answer here';

describe('attack: the page in another site’s frame', () => {
  test('a browser shows nothing of it', async () => {
    const { visit, path } = await asked();
    const { headers } = await visit.send(path);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const thief = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(`<iframe src="${market.url}${path}"></iframe>`);
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext();
    await context.addCookies([...visit.cookies].map(([name, value]) => ({ name, value, url: market.url })));
    const page = await context.newPage();
    // Seen by itself it is there, so that it is the frame which keeps it away.
    await page.goto(`${market.url}${path}`);
    expect(await page.getByRole('button', { name: 'Grant access' }).count()).toBe(1);
    await page.goto(`http://127.0.0.1:${(thief.address() as AddressInfo).port}/`);
    const [, frame] = page.frames();
    expect(frame?.url()).not.toContain('/account/connect');
    expect(await frame?.content()).not.toContain('Grant access');
    await context.close();
    await new Promise((resolve) => thief.close(resolve));
  });
});

describe('attack: an answer sent again', () => {
  test('before the browser has gone on, and after: it counts once', async () => {
    const { visit, path, form } = await asked();
    const decided = await visit.post(path, form);
    const [connection] = await granted();
    form.set('tools', 'all');
    for (const decision of ['agree', 'refuse']) {
      form.set('decision', decision);
      expect((await visit.post(path, form)).status).toBe(410);
    }
    expect((await backAt(visit, decided)).searchParams.get('code')).toMatch(/./);
    const again = await visit.post(path, form);
    expect([again.status, await again.text()]).toEqual([410, expect.stringContaining(over)]);
    expect((await visit.send(path)).status).toBe(410);
    expect(await granted()).toEqual([connection]);
  });

  test('twice at the same time: one of them counts', async () => {
    const { visit, path, form } = await asked();
    const answers = await Promise.all([visit.post(path, form), visit.post(path, form)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect(await granted()).toHaveLength(1);
  });

  test('after an hour: nobody waits any more', async () => {
    const { visit, path, form } = await asked();
    const begin = market.now();
    market.setNow(new Date(begin.getTime() + 3_600_001));
    for (const late of [await visit.send(path), await visit.post(path, form)]) {
      expect([late.status, await late.text()]).toEqual([410, expect.stringContaining(over)]);
    }
    market.setNow(begin);
    expect(await granted()).toEqual([]);
  });
});

describe('attack: a form that the person did not send', () => {
  test('without the token, with another’s, and from another site', async () => {
    const { visit, path, form } = await asked();
    const foreign = await (await signedIn('acme-admin')).token('/account/');
    const sends: [URLSearchParams, Record<string, string>][] = [
      [new URLSearchParams([...form].filter(([name]) => name !== 'token')), {}],
      [new URLSearchParams([...form].map(([name, value]) => [name, name === 'token' ? foreign : value])), {}],
      [form, { 'sec-fetch-site': 'cross-site' }],
      [form, { 'sec-fetch-site': 'same-site' }],
    ];
    for (const [fields, headers] of sends) expect((await visit.post(path, fields, headers)).status).toBe(403);
    const origin = await visit.post(path, form, { origin: 'https://evil.example' });
    expect(origin.status).toBe(403);
    expect(await granted()).toEqual([]);
    expect((await visit.post(path, form)).status).toBe(303);
  });

  test('in the session of another person: who was here before decides nothing', async () => {
    const { visit, path, form } = await asked();
    sessions.delete('acme-owner');
    const signOut = await visit.post('/account/sign-out', { token: form.get('token') ?? '', next: path });
    const next = `/account/sign-in?next=${encodeURIComponent(path)}`;
    expect([signOut.status, signOut.headers.get('location')]).toEqual([303, next]);
    expect((await visit.send(path)).headers.get('location')).toBe(next);
    expect((await visit.post(path, form)).status).toBe(403);
    expect((await visit.signIn('acme-admin', { next: path })).headers.get('location')).toBe(path);
    expect((await visit.post(path, form)).status).toBe(403);
    expect(await granted()).toEqual([]);
    // The question itself is for whoever sits there now.
    const own = await visit.form(path);
    own.set('decision', 'agree');
    expect((await visit.post(path, own)).status).toBe(303);
    expect((await granted()).map((row) => row.principal_id)).toEqual(['cus_demo_acme_admin']);
  });

  test('in another browser: the question was not begun there', async () => {
    const { path } = await asked();
    const other = await signedIn('acme-admin');
    const shown = await other.send(path);
    expect([shown.status, await shown.text()]).toEqual([410, expect.stringContaining(over)]);
    const token = await other.token('/account/');
    expect((await other.post(path, { token, decision: 'agree', tools: 'all', where: 'all' })).status).toBe(410);
    expect((await other.send(`${path}?logo`)).status).toBe(404);
    expect(await granted()).toEqual([]);
  });
});

describe('attack: a forged form', () => {
  test('widens nothing: not tools, nor scopes, nor organizations, nor time', async () => {
    const { visit, path, form } = await asked({}, 'mcp:read', 'acme-viewer');
    for (const tool of ['set_package_pricing', 'add_package_from_repo', 'no_such_tool', '*']) form.append('tool', tool);
    for (const tenant of ['org_demo_forge', 'org_demo_acme', '*']) form.append('tenant', tenant);
    form.set('access', 'write');
    for (const [name, value] of Object.entries({ confirm: 'waived', scopes: 'mcp:write', writes: 'true', rate: '9' })) {
      form.set(name, value);
    }
    expect((await visit.post(path, form)).status).toBe(303);
    const [connection] = await granted();
    expect(connection).toMatchObject({
      scopes: ['mcp:read'],
      writes: false,
      confirm: 'ask',
      all_tenants: false,
      rate_calls: null,
    });
    expect([...connection.tenants].sort()).toEqual(['org_demo_acme', 'org_demo_viewer']);
    expect(connection.tools).toContain('whoami');
    for (const tool of ['set_package_pricing', 'add_package_from_repo', 'no_such_tool', '*']) {
      expect(connection.tools).not.toContain(tool);
    }
  });

  test.each([
    ['no time', (form: URLSearchParams) => form.set('expiry', '1000000'), 'Choose for how long.'],
    [
      'a time of before where nothing was',
      (form: URLSearchParams) => form.set('expiry', 'kept'),
      'Choose for how long.',
    ],
    ['a name of every object', (form: URLSearchParams) => form.set('expiry', 'constructor'), 'Choose for how long.'],
    ['no tools', (form: URLSearchParams) => form.delete('tool'), 'No tool is ticked'],
    ['no organization', (form: URLSearchParams) => form.delete('tenant'), 'It could work nowhere.'],
  ])('%s grants nothing', async (_what, forge, sentence) => {
    const { visit, path, form } = await asked();
    forge(form);
    const response = await visit.post(path, form);
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(sentence)]);
    expect(await granted()).toEqual([]);
  });

  test('neither yes nor no is no answer', async () => {
    const { visit, path, form } = await asked();
    form.set('decision', 'maybe');
    expect((await visit.post(path, form)).status).toBe(400);
    expect(await granted()).toEqual([]);
  });
});

describe('attack: a program that poses', () => {
  test('with characters that cannot be seen: they are left out, and that is said', async () => {
    const name = 'Package\u202e market\u200bplace\u2066';
    const { visit, path, form } = await asked({ client_name: name });
    const html = await (await visit.send(path)).text();
    expect(html).toContain('<h2 id="who">Package marketplace</h2>');
    expect(html).not.toMatch(/[\u202e\u200b\u2066]/);
    expect(html).toContain('Its name holds characters that cannot be seen. They are left out here.');
    expect(html).toContain('Its name is that of this server, but it is not a part of it.');
    expect((await visit.post(path, form)).status).toBe(303);
    const [connection] = await granted();
    expect([connection.name, connection.client.name]).toEqual(['Package marketplace', 'Package marketplace']);
  });

  test('with markup: it is text, and nothing runs', async () => {
    const name = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{token}}';
    const { visit, path } = await asked({ client_name: name });
    const html = await (await visit.send(path)).text();
    expect(html).toContain(
      '&quot;&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;{{token}}',
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain('<img');
  });

  test('with a name that never ends: it is cut', async () => {
    const { visit, path } = await asked({ client_name: 'Long '.repeat(200) });
    expect(await (await visit.send(path)).text()).toMatch(/<h2 id="who">(Long ){15}Long…<\/h2>/);
  });

  test('with an address that would write the page’s policy: it does not stand in it', async () => {
    const { visit, path } = await asked({ redirect_uris: ["https://a;script-src'unsafe-inline'.example/callback"] });
    const response = await visit.send(path);
    expect([response.status, response.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("form-action 'self'; base-uri 'none'"),
    ]);
  });

  test('with a name of no letters at all', async () => {
    const { visit, path } = await asked({ client_name: '\u200b\u202e' });
    expect(await (await visit.send(path)).text()).toContain('<h2 id="who">A program without a name</h2>');
  });
});

describe('attack: a logo that is none', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);

  /** What the page of a program with this logo has in its place. */
  async function shown(logo: string) {
    const { visit, path } = await asked({ client_name: 'Desk helper', logo_uri: logo });
    const html = await (await visit.send(path)).text();
    return { html, picture: await visit.send(`${path}?logo`) };
  }

  test('one that is a picture comes from this server, as nothing but a picture', async () => {
    host.serve('/logo.png', { body: png, headers: { 'content-type': 'text/html' } });
    const { html, picture } = await shown(`${host.origin}/logo.png`);
    expect(html).toMatch(/<img src="\/account\/connect\/[\w-]+\?logo" alt=""/);
    expect(html).not.toContain(host.origin);
    const { status, headers } = picture;
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
      200,
      'image/png',
      'nosniff',
    ]);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(0, 4)
        .toString('latin1'),
    ).toBe('\x89PNG');
  });

  test('server-side request forgery: private addresses are not asked, redirects not followed, scripts not served', async () => {
    const inside = createServer((_, response) => response.end(png));
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    let reached = 0;
    inside.on('request', () => {
      reached += 1;
    });
    const secret = `https://127.0.0.1:${(inside.address() as AddressInfo).port}/`;
    host.serve('/moved.png', { status: 302, headers: { location: `${host.origin}/logo.png` } });
    host.serve('/logo.svg', { body: '<svg onload="alert(1)"/>', headers: { 'content-type': 'image/svg+xml' } });
    for (const logo of [secret, 'https://169.254.169.254/', `${host.origin}/moved.png`, `${host.origin}/logo.svg`]) {
      const { html, picture } = await shown(logo);
      expect(html).toContain('<span aria-hidden="true">DH</span>');
      expect(html).not.toContain('<img');
      expect(picture.status).toBe(404);
    }
    expect(reached).toBe(0);
    inside.close();
  });
});

describe('what is told of a program', () => {
  test('that is described by a document: who vouches for it, and where the answer goes', async () => {
    const visit = await signedIn('acme-owner');
    const id = host.client('/helper.json', {
      client_name: 'Desk helper',
      client_uri: 'https://desk.example/about',
      redirect_uris: ['https://elsewhere.example/callback'],
    });
    const url = authorizationUrl(market.url, id, {
      redirect_uri: 'https://elsewhere.example/callback',
      scope: 'mcp:read',
    });
    const path = await askedAt(visit, url);
    const response = await visit.send(path);
    const html = await response.text();
    const at = new URL(host.origin).host;
    expect(html).toContain(`It is described by <strong>${at}</strong>: whoever runs that site vouches for it.`);
    expect(html).toContain(`It is described by ${at}, but your answer goes to elsewhere.example.`);
    expect(html).toContain('<dd>desk.example</dd>');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self' https://elsewhere.example;");
  });

  test('refusing it sends access_denied, grants nothing, and is in the audit', async () => {
    const { visit, path, form } = await asked();
    await market.db('toolwright.audit').where({ tool: 'POST /account/connect' }).delete();
    form.set('decision', 'refuse');
    const back = await backAt(visit, await visit.post(path, form));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'the-state' });
    expect(back.searchParams.has('code')).toBe(false);
    expect(await granted()).toEqual([]);
    await market.eventually(async () => {
      const rows = await market.db('toolwright.audit').where({ tool: 'POST /account/connect' });
      expect(rows.map((row) => [row.outcome, row.arguments.decision])).toEqual([['ok', 'refuse']]);
    });
  });
});
