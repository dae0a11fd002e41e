import { describe, expect, it } from 'vitest';
import type { RateWindow } from '../../runtime/store/limiter.js';
import { noLimiter } from '../../runtime/store/limiter.js';
import type { Tool } from '../../runtime/tool.js';
import { caller, Desk, type DeskOptions, server, standing, tool, writing } from './desk.js';

const twice: Partial<Tool> = { limits: { rate: { calls: 2, per: 'minute' } } };

/** The code of a refusal, else how many calls are left. */
async function ends(desk: Desk, ...request: Parameters<Desk['call']>): Promise<unknown> {
  const outcome = await desk.call(...request);
  if (outcome.inputRequired) return 'asked';
  return outcome.refused ? outcome.code : (outcome.rate?.remaining ?? 'unlimited');
}

function open(declared: Partial<Tool>, options?: DeskOptions): Desk {
  return new Desk(tool(declared), undefined, options);
}

describe('a declared rate', () => {
  it('lets so many calls pass, and tells what is left', async () => {
    const desk = open(twice);
    expect([await ends(desk), await ends(desk), await ends(desk)]).toEqual([1, 0, 'RATE_LIMITED']);
  });

  it('is refused with the limit and the seconds to wait', async () => {
    const desk = open({ limits: { rate: { calls: 1, per: 'hour' } } });
    await desk.call();
    const refused = await desk.call();
    expect(refused).toEqual({
      refused: true,
      gate: 'rate',
      code: 'RATE_LIMITED',
      message: 'Too many calls. Wait 3600 seconds.',
      http: 429,
      rpc: -32013,
      channel: 'rpc',
      rate: { limit: 1, remaining: 0, resetMs: expect.any(Number), allowed: false } satisfies RateWindow,
      body: {
        error: 'Too many calls. Wait 3600 seconds.',
        code: 'RATE_LIMITED',
        gate: 'rate',
        limit: 1,
        retry_after_seconds: 3600,
      },
    });
    expect(desk.audit.map(({ outcome, gate }) => [outcome, gate])).toEqual([
      ['ok', null],
      ['RATE_LIMITED', 'rate'],
    ]);
  });

  it('counts a call whose input is refused, and a dry run', async () => {
    const dry = { parameter: 'dry', default: false, by: 'resolver' } as const;
    const input = { type: 'object', properties: { dry: { type: 'boolean' } }, additionalProperties: false } as const;
    const desk = open({ ...writing, ...twice, dryRun: dry, input });
    expect(await ends(desk, { nobody: 1 })).toBe('VALIDATION_ERROR');
    expect(await ends(desk, { dry: true })).toBe(0);
    expect(await ends(desk)).toBe('RATE_LIMITED');
  });

  it('is not counted for a call that an earlier gate refuses', async () => {
    const desk = open(twice);
    const forbidden = { principal: caller({}, { tools: [] }) };
    for (let call = 0; call < 3; call++) expect(await ends(desk, {}, forbidden)).toBe('FORBIDDEN');
    expect(await ends(desk)).toBe(1);
  });

  it('is each principal’s and tenant’s own, whatever the connection', async () => {
    const desk = open(twice);
    await desk.call();
    await desk.call({}, { principal: caller({}, { id: 'con_2' }) });
    expect(await ends(desk)).toBe('RATE_LIMITED');
    expect(await ends(desk, {}, { principal: { ...caller(), id: 'per_2' } })).toBe(1);
    const elsewhere = { ...standing, contexts: { person: 'per_1', org: 'org_2' } };
    expect(await ends(desk, {}, { principal: caller(elsewhere) })).toBe(1);
  });

  it('is none of a composite’s steps', async () => {
    const desk = open(twice);
    const parent = { auditId: 'aud_1', tool: 'whole', idempotencyKey: null };
    for (let call = 0; call < 3; call++) expect(await ends(desk, {}, { parent })).toBe('unlimited');
    expect(await ends(desk)).toBe(1);
  });

  it('is none where the store has no limiter', async () => {
    const desk = open(twice);
    const limited = new Desk(desk.tool, undefined, {
      kernel: { host: { ...desk.kernel.host, store: { ...desk.kernel.host.store, limiter: noLimiter } } },
    });
    for (let call = 0; call < 3; call++) expect(await ends(limited)).toBe('unlimited');
  });
});

it('the server’s rate holds for tools that declare none', async () => {
  const limits = { ...server.limits, rate: { calls: 1, per: 'second' } as const };
  const general = open({}, { kernel: { server: { ...server, limits } } });
  expect([await ends(general), await ends(general)]).toEqual([0, 'RATE_LIMITED']);
  const own = open(twice, { kernel: { server: { ...server, limits } } });
  expect(await ends(own)).toBe(1);
});
