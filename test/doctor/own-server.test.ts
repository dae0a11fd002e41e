import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizeByBrowser } from '../../runtime/doctor/authorize.js';
import { checkServer } from '../../runtime/doctor/check-server.js';
import { directFetch } from '../../runtime/doctor/direct-fetch.js';
import type { Finding } from '../../runtime/doctor/finding.js';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser } from '../web/browser.js';

let market: Market;
let browser: Browser;
beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const heads = (findings: readonly Finding[]) => findings.map(({ station, outcome }) => `${station} ${outcome}`);
const upToToken = ['address good', 'endpoint good', 'resource good', 'issuer good', 'registration good'];

test('the marketplace is good all the way, by a person in a browser', async () => {
  const page = await (await browser.newContext()).newPage();
  const agree = async (url: string) => {
    await page.goto(url);
    await page.getByLabel('E-mail address').fill('acme-owner@example.com');
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^(Allow|Grant|Agree|Connect)/ }).click();
  };
  const findings: Finding[] = [];
  const shown: Promise<void>[] = [];
  for await (const finding of checkServer(market.url, {
    fetch: directFetch,
    authorize: (request) => authorizeByBrowser(directFetch, request, (url) => shown.push(agree(url))),
  })) {
    findings.push(finding);
  }
  await Promise.all(shown);
  expect(heads(findings)).toEqual([...upToToken, 'token good', 'tools good']);
  expect(findings.at(-1)?.told).toMatch(/^marketplace .* speaks 2026-07-28 and shows \d+ tools \(\d+ bytes\)\.$/);
  expect(await page.textContent('body')).toContain('You can close this window');
});

test('a key takes the place of the person, and one that is none is told of', async () => {
  const by = async (token: string) => {
    const findings: Finding[] = [];
    for await (const finding of checkServer(market.url, { fetch: directFetch, token })) findings.push(finding);
    return findings;
  };
  expect(heads(await by('sk_demo_acme-owner'))).toEqual([...upToToken, 'tools good']);
  expect((await by('sk_live_nobody')).at(-1)).toEqual({
    station: 'token',
    outcome: 'bad',
    told: 'The credential is refused with 401.',
    mend: 'It may be unknown, revoked, expired, or made for another resource: get another one.',
  });
});
