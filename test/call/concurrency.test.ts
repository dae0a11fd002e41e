import { describe, expect, it } from 'vitest';
import type { Tool } from '../../runtime/tool.js';
import { caller, Desk, standing, tool } from './desk.js';

const two: Partial<Tool> = { limits: { concurrent: 2, quota: 1 } };

/** A desk whose calls run until they are let go. */
function holding(declared: Partial<Tool> = two) {
  let running = 0;
  let letGo = () => {};
  let arrived = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const desk = new Desk(tool(declared), async () => {
    running += 1;
    arrived();
    await released;
    return { done: true };
  });
  const reached = (count: number) =>
    new Promise<void>((resolve) => {
      arrived = () => running >= count && resolve();
      arrived();
    });
  return { desk, reached, letGo };
}

describe('a tool that bears two calls at once', () => {
  it('refuses a third, with the limit and when to come again', async () => {
    const { desk, reached, letGo } = holding();
    const running = [desk.call(), desk.call()];
    await reached(2);
    expect(await desk.call()).toMatchObject({
      refused: true,
      gate: 'concurrency',
      code: 'RATE_LIMITED',
      http: 429,
      message: "Too many calls. Wait 1 seconds. At most 2 calls of 'get_note' may run at the same time.",
      body: { gate: 'concurrency', limit: 2, retry_after_seconds: 1 },
    });
    letGo();
    expect((await Promise.all(running)).map(({ refused }) => refused)).toEqual([false, false]);
    expect(await desk.call()).toMatchObject({ refused: false });
  });

  it('counts each tenant by itself, and staff by person', async () => {
    const { desk, reached, letGo } = holding({ ...two, context: null });
    const running = [desk.call(), desk.call()];
    await reached(2);
    const elsewhere = caller({ ...standing, contexts: { person: 'per_1', org: 'org_2' } });
    const nowhere = caller({ ...standing, contexts: { person: 'per_1' } });
    const others = [desk.call({}, { principal: elsewhere }), desk.call({}, { principal: nowhere })];
    await reached(4);
    letGo();
    const ended = await Promise.all([...running, ...others]);
    expect(ended.map(({ refused }) => refused)).toEqual([false, false, false, false]);
  });

  it('counts the steps of composites', async () => {
    const { desk, reached, letGo } = holding();
    const parent = { auditId: 'aud_1', tool: 'whole', idempotencyKey: null };
    const running = [desk.call({}, { parent }), desk.call({}, { parent })];
    await reached(2);
    expect(await desk.call({}, { parent })).toMatchObject({ gate: 'concurrency' });
    letGo();
    await Promise.all(running);
  });

  it('has room again after a call that failed', async () => {
    const desk = new Desk(tool({ limits: { concurrent: 1 } }), () => Promise.reject(new Error('A bug.')));
    for (let call = 0; call < 3; call++) expect(await desk.call()).toMatchObject({ code: 'INTERNAL_ERROR' });
  });
});
