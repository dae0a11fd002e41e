import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program as marketplace } from '../../generated/program.js';
import type { KeyLimits, RunningServer } from '../../runtime/testing/provide-server.js';
import type { Program } from '../../runtime/tool.js';
import { openMarketplace } from '../contract/marketplace.js';
import type { ProvenProgram } from '../contract/proven-program.js';
import { program as language } from '../language/generated/program.js';
import { openLanguage } from '../language/start.js';
import { seed } from '../seed.js';
import { type AnyRequest, anyRequest } from './any-request.js';
import { sendAny } from './send-any.js';

/** `REQUESTS=10000 npx vitest …` sends more of them. */
const REQUESTS = Number(process.env.REQUESTS ?? 3_000);
const LANES = 20;

const limits: readonly KeyLimits[] = [{}, {}, {}, { writes: false }, { scopes: ['mcp:read'] }, { tools: [] }];

const programs: readonly (readonly [string, Program, () => Promise<ProvenProgram>])[] = [
  ['the marketplace', marketplace, openMarketplace],
  ['the proving ground of the language', language, openLanguage],
];

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

describe.each(programs)('%s', (_, program, open) => {
  let opened: ProvenProgram;
  let running: RunningServer;
  let keys: readonly string[];
  beforeAll(async () => {
    opened = await open();
    running = await opened.serve();
    const principals = Object.keys(program.server.principals);
    keys = await Promise.all(
      principals.flatMap((principal) => limits.map(async (each) => running.key(principal, each))),
    );
  });
  afterAll(() => opened?.close());

  it(`answers any of ${REQUESTS} requests, and knows of every call`, { timeout: 300_000 }, async () => {
    const calls: string[] = [];
    const requests = anyRequest(program.tools, keys.length);
    const answers = async (one: AnyRequest) => {
      const { traceId, status, body } = await sendAny(running.url, one, one.key === null ? 'nobody' : keys[one.key]!);
      expect(failureIn(status, body)).toBeNull();
      if (one.isCall) calls.push(traceId);
    };
    // Side by side, so that those whose tool takes its time keep nobody else waiting.
    const some = (count: number, from: number) =>
      Promise.all(
        Array.from({ length: LANES }, (_, lane) =>
          fc.assert(fc.asyncProperty(requests, answers), {
            numRuns: count / LANES,
            seed: from + lane,
            endOnFailure: true,
          }),
        ),
      );

    const half = REQUESTS / 2;
    /** Bytes that stay of each of the next requests. */
    const growth = async (from: number): Promise<number> => {
      const before = await heap(running);
      await some(half, from);
      return ((await heap(running)) - before) / half;
    };
    await some(half, seed);
    let stays = await growth(seed + LANES);
    // What is still warming up comes to an end; a request that stays, or an answer, would show again and again.
    for (let more = 2; stays >= 1_500 && more <= 4; more += 1) stays = await growth(seed + more * LANES);
    expect(stays).toBeLessThan(1_500);

    const rows = await Promise.all(calls.map((traceId) => running.audit?.(traceId)));
    const counts = rows.map((all) => all?.filter(({ parentId }) => parentId === null).length);
    expect(counts.filter((count) => count !== 1)).toEqual([]);
  });
});

/** Of this process, the server in it, at rest: without the lines of its log, which the harness keeps. */
async function heap({ logs }: RunningServer): Promise<number> {
  await delay(500);
  collect();
  return process.memoryUsage().heapUsed - (logs?.().length ?? 0);
}

/** What no request may bring about, found in an answer; null where there is nothing. */
function failureIn(status: number, body: string): string | null {
  if (/"(INTERNAL_ERROR|OUTPUT_INVALID)"/.test(body)) return body.slice(0, 500);
  if (status < 500) return null;
  return status === 504 && body.includes('"TIMEOUT"') ? null : `${status} ${body.slice(0, 500)}`;
}
