import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSite, readDomain } from '../../../runtime/market/sites/keep-sites.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
});
afterAll(() => market.close());

/** For tests that start several processes, which take long on a busy machine. */
const processes = { timeout: 120_000 };

const root = new URL('../../..', import.meta.url).pathname;

/** The command line on the database of the running server. */
async function site(...argv: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--conditions=toolwright-source', '--import', 'tsx', join(root, 'generator/main.ts'), 'site', ...argv],
    { cwd: root, env: { PATH: process.env.PATH, DATABASE_URL: market.databaseUrl, NODE_NO_WARNINGS: '1' } },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

const demo = [
  { name: 'BioHost', domain: 'link.host.uk.com', type: 'WordPress' },
  { name: 'SocialHost', domain: 'social.host.uk.com', type: 'Laravel' },
  { name: 'AnalyticsHost', domain: 'analytics.host.uk.com', type: 'Node.js' },
  { name: 'Package marketplace', domain: 'market.host.uk.com', type: 'Node.js' },
  { name: 'StatusHost', domain: 'status.host.uk.com', type: 'Static' },
  { name: 'HelpHost', domain: 'help.host.uk.com', type: 'WordPress' },
];

it('answers the bare array that the document prints', async () => {
  expect(await market.succeed('staff', 'list_sites')).toEqual(demo);
});

it('is a list that staff keep on the command line, in force in the running server at once', processes, async () => {
  expect(await site('add', 'Blog.Example.com', '--name', 'Blog', '--type', 'Ghost')).toEqual({
    status: 0,
    stdout: 'Blog (blog.example.com) is on the list.\n',
    stderr: '',
  });
  const blog = { name: 'Blog', domain: 'blog.example.com', type: 'Ghost' };
  expect(await market.succeed('staff', 'list_sites')).toEqual([...demo, blog]);
  expect((await site('list')).stdout.split('\n').slice(-2)).toEqual(['blog.example.com  Ghost  Blog', '']);

  const again = await site('add', 'blog.example.com', '--name', 'Other', '--type', 'Other');
  expect(again).toEqual({
    status: 1,
    stdout: '',
    stderr: 'blog.example.com is on the list already. Remove it first to give it another name or type.\n',
  });
  expect(await site('remove', 'blog.example.com')).toMatchObject({
    status: 0,
    stdout: 'Blog (blog.example.com) is off the list.\n',
  });
  expect(await market.succeed('staff', 'list_sites')).toEqual(demo);
  expect(await site('remove', 'blog.example.com')).toMatchObject({
    status: 1,
    stderr: 'There is no site at blog.example.com. `npx toolwright site list` shows them.\n',
  });

  const rows = await market
    .db('toolwright.audit')
    .where({ wire: 'cli' })
    .orderBy('at')
    .select('tool', 'write_mode', 'arguments', 'outcome', 'principal_id', 'tenant_id', 'facts');
  const nobody = {
    outcome: 'ok',
    principal_id: null,
    tenant_id: null,
    facts: [`run by the user ${userInfo().username}`],
  };
  expect(rows).toEqual([
    { tool: 'toolwright site add', write_mode: 'create', arguments: blog, ...nobody },
    { tool: 'toolwright site remove', write_mode: 'delete', arguments: { domain: 'blog.example.com' }, ...nobody },
  ]);
});

it('says in a sentence what it cannot do', processes, async () => {
  expect((await site('add', 'blog.example.com', '--name', ' ', '--type', 'Ghost')).stderr).toBe(
    "A site's name has 1 to 80 characters on one line.\n",
  );
  const blog = { name: 'Blog', domain: 'blog.example.com', type: 'Ghost' };
  for (const [field, text] of [
    ['name', 'a\nb'],
    ['name', 'x'.repeat(81)],
    ['type', '\u001b[31mred'],
    ['type', 'a\u2028b'],
  ] as const) {
    const witness = () => Promise.reject(new Error('nothing was done'));
    await expect(addSite(market.db, { ...blog, [field]: text }, witness)).rejects.toThrow(
      `A site's ${field} has 1 to ${field === 'name' ? 80 : 40} characters on one line.`,
    );
  }
  expect((await site('add', 'blog.example.com', '--name', 'Blog')).stderr).toMatch(/^Required option '--type <type>'/);
  expect((await site('--help')).stdout).toMatch(/list.*\n.*add.*\n.*remove/);
});

it('takes domains, and nothing that only looks like one', () => {
  expect(readDomain(' Bücher.Example ')).toBe('xn--bcher-kva.example');
  for (const none of [
    '',
    'localhost',
    'https://a.example',
    'a.example/b',
    'a.example:80',
    '-a.example',
    'a..example',
    'a b.example',
  ]) {
    expect(() => readDomain(none), none).toThrow(/is no domain/);
  }
});
