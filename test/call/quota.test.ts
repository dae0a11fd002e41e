import { describe, expect, it } from 'vitest';
import { refuse } from '../../runtime/call/error-table.js';
import { gates } from '../../runtime/call/gates.js';
import type { Principal } from '../../runtime/principal.js';
import type { Tool } from '../../runtime/tool.js';
import { caller, Desk, type DeskOptions, server, standing, tool, writing } from './desk.js';

const plans = { small: { callsPerDay: 3 }, tiny: { callsPerDay: 1 } };
const here = { server: { ...server, plans } };
const onPlan = (plan: string, org = 'org_1'): Principal =>
  caller({ ...standing, contexts: { person: 'per_1', org }, plan });

function open(declared: Partial<Tool> = {}, options: DeskOptions = {}, run?: ConstructorParameters<typeof Desk>[1]) {
  return new Desk(tool(declared), run, { ...options, kernel: { ...here, ...options.kernel } });
}

async function ends(desk: Desk, principal = onPlan('small'), input: unknown = {}): Promise<string> {
  const outcome = await desk.call(input, { principal });
  if (outcome.inputRequired) return 'asked';
  return outcome.refused ? outcome.code : 'ok';
}

const times = <T>(count: number, run: () => Promise<T>) => Promise.all(Array.from({ length: count }, run));

async function inTurn<T>(count: number, run: () => Promise<T>): Promise<readonly T[]> {
  const ended: T[] = [];
  for (let call = 0; call < count; call++) ended.push(await run());
  return ended;
}

describe('the quota of a tenant’s plan', () => {
  it('is refused with what was used, the limit and the next midnight', async () => {
    const desk = open();
    await ends(desk, onPlan('tiny'));
    expect(await desk.call({}, { principal: onPlan('tiny') })).toMatchObject({
      refused: true,
      gate: 'quota',
      http: 429,
      channel: 'result',
      body: {
        error: 'quota_exceeded',
        code: 'QUOTA_EXCEEDED',
        message: 'Daily tool quota exceeded for this workspace',
        current_usage: 1,
        limit: 1,
        resets_at: '2026-11-22T00:00:00+00:00',
      },
    });
  });

  it('is taken whole by calls at the same moment', async () => {
    const ended = await times(8, () => ends(open()));
    expect(ended.every((end) => end === 'ok')).toBe(true);
    const desk = open();
    const together = await times(8, () => ends(desk));
    expect(together.filter((end) => end === 'ok')).toHaveLength(3);
    expect(together.filter((end) => end === 'QUOTA_EXCEEDED')).toHaveLength(5);
  });

  it('costs what the tool says, and a call that would go beyond takes nothing', async () => {
    const desk = open({ limits: { quota: 2 } });
    expect([await ends(desk), await ends(desk), await ends(desk)]).toEqual(['ok', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED']);
  });

  it('is each tenant’s own, and begins anew with the UTC day', async () => {
    let now = new Date('2026-11-21T23:59:59.999Z');
    const desk = open({}, { kernel: { now: () => now } });
    expect([await ends(desk, onPlan('tiny')), await ends(desk, onPlan('tiny'))]).toEqual(['ok', 'QUOTA_EXCEEDED']);
    expect(await ends(desk, onPlan('tiny', 'org_2'))).toBe('ok');
    now = new Date('2026-11-22T00:00:00.000Z');
    expect(await ends(desk, onPlan('tiny'))).toBe('ok');
  });

  it('is none without a tenant or a plan', async () => {
    const desk = open({ context: null });
    const staff = caller({ ...standing, contexts: { person: 'per_1' }, plan: 'tiny' });
    expect(await times(5, () => ends(desk, staff))).not.toContain('QUOTA_EXCEEDED');
    expect(await times(5, () => ends(desk, caller()))).not.toContain('QUOTA_EXCEEDED');
  });

  it('fails the call where the host names a plan that nobody declared', async () => {
    const desk = open();
    expect(await ends(desk, onPlan('huge'))).toBe('INTERNAL_ERROR');
    expect(desk.logged[0]?.fields).toMatchObject({
      err: { message: "The host names the plan 'huge', which server.yaml does not declare." },
    });
  });
});

describe('what costs nothing', () => {
  const left = (desk: Desk) => times(4, () => ends(desk)).then((all) => all.filter((end) => end === 'ok').length);

  it('a call that a gate before it refuses', async () => {
    const desk = open();
    await inTurn(5, () => ends(desk, onPlan('small'), { nobody: 1 }));
    expect(await left(desk)).toBe(3);
  });

  it('a call that a gate after it refuses, or that fails there', async () => {
    const declined = { ...gates, confirmation: async () => refuse(server, 'DECLINED', { gate: 'confirmation' }) };
    const broken = { ...gates, confirmation: () => Promise.reject(new Error('The page is gone.')) };
    for (const [confirmation, code] of [
      [declined, 'DECLINED'],
      [broken, 'INTERNAL_ERROR'],
    ] as const) {
      const desk = open();
      const refusing = new Desk(desk.tool, undefined, { kernel: { ...desk.kernel, gates: confirmation } });
      expect(await inTurn(5, () => ends(refusing))).toEqual(Array(5).fill(code));
      expect(await left(desk)).toBe(3);
    }
  });

  it('a call that finds no slot', async () => {
    const desk = open();
    const full = { ...gates, concurrency: async () => refuse(server, 'RATE_LIMITED', { gate: 'concurrency' }) };
    const refusing = new Desk(desk.tool, undefined, { kernel: { ...desk.kernel, gates: full } });
    expect(await inTurn(5, () => ends(refusing))).toEqual(Array(5).fill('RATE_LIMITED'));
    expect(await left(desk)).toBe(3);
  });

  it('a dry run, and a step of a composite', async () => {
    const dry = { parameter: 'dry', default: false, by: 'resolver' } as const;
    const input = { type: 'object', properties: { dry: { type: 'boolean' } }, additionalProperties: false } as const;
    const desk = open({ ...writing, dryRun: dry, input });
    expect(await inTurn(5, () => ends(desk, onPlan('small'), { dry: true }))).toEqual(Array(5).fill('ok'));
    const parent = { auditId: 'aud_1', tool: 'whole', idempotencyKey: null };
    await inTurn(5, () => desk.call({}, { principal: onPlan('small'), parent }));
    expect(await left(desk)).toBe(3);
  });

  it('an attempt for a caller who was stale: the call that begins anew does', async () => {
    const stale = { ...onPlan('small'), active: { ...onPlan('small').active, role: 'reader' } };
    const roles = { ...server.roles, reader: server.roles.writer ?? [] };
    const fresh = new Desk(tool(writing), async (_, ctx) => ({ done: (await ctx.db()).length > 0 }), {
      staleRole: 'reader',
      kernel: { server: { ...here.server, roles } },
    });
    for (let call = 0; call < 3; call++) {
      const outcome = await fresh.call({}, { principal: stale, refresh: async () => onPlan('small') });
      expect(outcome.refused).toBe(false);
    }
    expect(await ends(fresh)).toBe('QUOTA_EXCEEDED');
  });
});

it('a call whose resolver has run costs its due, whatever came of it', async () => {
  const desk = open({}, {}, () => Promise.reject(new Error('A bug.')));
  expect([await ends(desk), await ends(desk), await ends(desk), await ends(desk)]).toEqual([
    'INTERNAL_ERROR',
    'INTERNAL_ERROR',
    'INTERNAL_ERROR',
    'QUOTA_EXCEEDED',
  ]);
});
