import assert from 'node:assert/strict';
import type { Bench, Caller } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { formed } from '../right-call.js';
import type { Outcome } from '../wire.js';
import { isRefusal } from './access.js';

const SECONDS = { second: 1, minute: 60, hour: 3_600 } as const;

/** A declared rate: as many calls as it says, told in headers, then none; each caller's window its own. */
export const proveRate: Prover = (subject) => [limited(subject) ?? unlimited(subject)];

function limited(subject: Subject): Check | null {
  const { tool, server } = subject;
  const rate = tool.limits?.rate ?? server.limits.rate;
  if (!rate) return null;
  const seconds = SECONDS[rate.per];
  return {
    name: `rate: ${rate.calls} calls a ${rate.per}, and not one more`,
    keys: ['limits.rate', 'gate.rate', 'server.limits.rate', 'server.errors.RATE_LIMITED'],
    needs: ['limits'],
    run: (bench) =>
      withRates(bench, async () => {
        const caller: Caller = { as: formed(subject, firstAction(subject)).as, wire: 'rest' };
        for (let call = 1; call <= rate.calls; call++) {
          const outcome = await wrongCall(bench, subject, caller);
          assert.equal(outcome.error?.code, 'VALIDATION_ERROR', `Call ${call} of ${rate.calls}: ${outcome.raw}`);
          tellsWindow(outcome, { limit: rate.calls, remaining: rate.calls - call, seconds });
        }
        const refused = await wrongCall(bench, subject, caller);
        isRefusal(subject, refused, { code: 'RATE_LIMITED', gate: 'rate', wire: 'rest' });
        const wait = tellsWindow(refused, { limit: rate.calls, remaining: 0, seconds });
        const { limit, retry_after_seconds } = refused.error?.body ?? {};
        assert.deepEqual({ limit, retry_after_seconds }, { limit: rate.calls, retry_after_seconds: wait });
        assert.equal(refused.headers.get('retry-after'), String(wait));
        // Whichever the wire and the connection, it is the same caller.
        isRefusal(
          subject,
          await wrongCall(bench, subject, { ...caller, wire: 'mcp', limits: { tools: [tool.name] } }),
          {
            code: 'RATE_LIMITED',
            gate: 'rate',
            wire: 'mcp',
          },
        );
        const other = otherCaller(subject, caller.as);
        if (other === null) return;
        tellsWindow(await wrongCall(bench, subject, { as: other, wire: 'rest' }), {
          limit: rate.calls,
          remaining: rate.calls - 1,
          seconds,
        });
      }),
  };
}

function unlimited(subject: Subject): Check {
  return {
    name: 'rate: none is declared, and none is told',
    keys: ['limits.rate', 'server.limits.rate'],
    needs: ['limits'],
    run: (bench) =>
      withRates(bench, async () => {
        const { as } = formed(subject, firstAction(subject));
        const { headers } = await wrongCall(bench, subject, { as, wire: 'rest' });
        assert.equal(headers.get('ratelimit-limit'), null);
      }),
  };
}

async function withRates(bench: Bench, run: () => Promise<void>): Promise<void> {
  await bench.limits().keepRates(true);
  try {
    await run();
  } finally {
    await bench.limits().keepRates(false);
  }
}

/** It does nothing, and costs the rate as any other. */
function wrongCall(bench: Bench, subject: Subject, caller: Caller): Promise<Outcome> {
  const { input } = formed(subject, firstAction(subject));
  return bench.call(caller, subject.tool.name, { ...input, [unknown]: 1 });
}

/** Checks the three headers, and answers the seconds until the window begins anew. */
function tellsWindow({ headers }: Outcome, expected: { limit: number; remaining: number; seconds: number }): number {
  const { limit, remaining, seconds } = expected;
  const told = (name: string) => Number(headers.get(`ratelimit-${name}`) ?? Number.NaN);
  assert.deepEqual([told('limit'), told('remaining')], [limit, remaining]);
  const reset = told('reset');
  // A window of a minute ends in less than that, and not within the half of it that the calls before may take.
  assert.ok(reset <= seconds && reset > seconds / 2, `RateLimit-Reset should be near ${seconds} and is ${reset}.`);
  return reset;
}

function otherCaller({ access }: Subject, as: string): string | null {
  const [first] = access.values();
  return [...(first ?? [])].find(([principal, { allowed }]) => allowed && principal !== as)?.[0] ?? null;
}

function firstAction({ scenes }: Subject): string | null {
  return [...scenes.keys()][0] ?? null;
}
