import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function doctor(...words: readonly string[]): Promise<Ended> {
  const node = ['--import', 'tsx', '--conditions', 'toolwright-source', 'generator/main.ts', 'doctor', ...words];
  try {
    const { stdout, stderr } = await run(process.execPath, node, { cwd: root });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

test('tells what it finds a line each, the key nowhere among it', async () => {
  const { code, stdout } = await doctor(market.url, '--key', 'sk_demo_acme-owner');
  expect(code).toBe(0);
  expect(
    stdout.split('\n').map((line) =>
      line
        .slice(0, 38)
        .trim()
        .split(/\s{2,}/),
    ),
  ).toEqual([
    ['ok', 'Address'],
    ['ok', 'MCP endpoint'],
    ['ok', 'Protected-resource metadata'],
    ['ok', 'Authorization server'],
    ['ok', 'Registration'],
    ['ok', 'Tools'],
    [''],
  ]);
  expect(stdout).not.toContain('sk_demo');
});

test('ends with 1 where clients do not get through, and says how to mend it', async () => {
  const { code, stdout } = await doctor(`${market.url}/nowhere`, '--no-sign-in', '--json');
  expect(code).toBe(1);
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(last).toEqual({
    station: 'endpoint',
    outcome: 'bad',
    told: 'It answers 404 to a POST.',
    mend: `The endpoint is often at /mcp: try ${market.url}/mcp.`,
  });
});
