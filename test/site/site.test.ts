import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import send from 'send';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../generator/compile.js';
import { sitePath } from '../../generator/emit/docs/pages.js';
import { emit } from '../../generator/emit/index.js';
import type { Program } from '../../generator/model.js';
import { readSpec } from '../../generator/read/source.js';
import { buildSite } from '../../generator/site.js';
import { root } from '../architecture/import-edges.js';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
let program: Program;
let server: Server;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const compiled = compile(await readSpec(root, 'spec')).program;
  if (compiled === null) throw new Error('The spec has mistakes: `npx toolwright check` shows them.');
  if (executablePath === undefined) throw new Error("There is no browser: install Debian's chromium.");
  program = compiled;
  await buildSite(
    program,
    emit(program).filter((file) => file.path.startsWith('docs/')),
    folder,
  );
  server = createServer((request, response) =>
    send(request, new URL(request.url ?? '/', 'http://site').pathname, { root: folder }).pipe(response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path: string, options: { width?: number; scripts?: boolean } = {}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.scripts ?? true,
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${url}/${path}`);
  return page;
}

describe('the reference site in a browser', () => {
  test('every tool has a page with parameters, answer, callers, errors and examples in three forms', async () => {
    const page = await open('index.html');
    for (const tool of program.tools) {
      await page.goto(`${url}/${sitePath(tool)}`);
      expect(await page.locator('h1').textContent()).toBe(tool.title);
      const headings = await page.locator('main h2').allTextContents();
      expect(headings.filter((one) => one !== 'Actions')).toEqual([
        'Parameters',
        'Answer',
        'Who may call it',
        'Errors',
        'Examples',
      ]);
      const text = await page.locator('main').textContent();
      for (const property of tool.input.properties) expect(text).toContain(property.name);
      for (const failure of tool.failures) expect(text).toContain(failure.code);
      for (const one of [...tool.requires, ...tool.actions.flatMap((action) => action.requires)]) {
        expect(text).toContain(one.privilege);
      }
      expect(await page.getByRole('tab').allTextContents()).toEqual(
        tool.examples.flatMap(() => ['MCP', 'curl', 'TypeScript']),
      );
      expect(await page.locator('main h3').allTextContents()).toEqual(
        expect.arrayContaining(tool.examples.map((example) => example.title)),
      );
      expect(await page.locator('nav [aria-current=page]').textContent()).toBe(tool.name);
    }
    await page.close();
  });

  test('every link leads somewhere', async () => {
    const page = await open('index.html');
    const links = await page.locator('a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    for (const link of new Set(links.map((one) => one.split('#')[0] ?? ''))) {
      expect([link, (await fetch(link)).status]).toEqual([link, 200]);
    }
    await page.close();
  });

  test('search finds a tool by what it does', async () => {
    const page = await open('index.html');
    await page.fill('#query', 'rotate credentials');
    await page.locator('#results a').first().waitFor();
    expect(await page.locator('#results a').first().textContent()).toContain('Rotate project credentials');
    await page.locator('#results a').first().click();
    await page.waitForURL(/rotate_credentials\.html/);
    await page.goto(`${url}/index.html`);
    // No word begins like this: where none is whole, its beginnings are searched for.
    await page.fill('#query', 'ĸĸĸĸ');
    await page.getByText('Nothing about “ĸĸĸĸ”.').waitFor();
    await page.close();
  });

  test('choosing a language in one example chooses it in all', async () => {
    const page = await open('marketplace/projects/list_projects.html');
    await page.getByRole('tab', { name: 'curl' }).first().click();
    const visible = await page.locator('pre:visible').allTextContents();
    const count = program.tools.find((tool) => tool.name === 'list_projects')?.examples.length;
    expect(visible.filter((text) => text.startsWith('curl -s'))).toHaveLength(count ?? 0);
    expect(visible.filter((text) => text.includes('jsonrpc'))).toEqual([]);
    await page.close();
  });

  test('without scripts everything is there', async () => {
    const page = await open('marketplace/projects/list_projects.html', { scripts: false });
    const text = await page.locator('main').textContent();
    expect(text).toContain('curl -s');
    expect(text).toContain('"jsonrpc": "2.0"');
    expect(text).toContain('client.callTool');
    await page.close();
  });

  test('no page is wider than a phone', async () => {
    const page = await open('index.html', { width: 390 });
    const paths = ['index.html', 'errors.html', 'access.html', ...program.tools.map(sitePath)];
    for (const path of paths) {
      await page.goto(`${url}/${path}`);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
    }
    await page.close();
  });
});
