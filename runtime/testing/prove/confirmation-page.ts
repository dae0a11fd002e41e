import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check } from '../check.js';
import {
  asking,
  type Confirming,
  confirmCheck,
  isAsked,
  otherInput,
  passes,
  stageConfirming,
  staysRefused,
} from '../confirming.js';
import { sceneFor } from '../right-call.js';
import { isRefusal } from './access.js';

/** What a person answers on the page that the refusal names: it counts once, for this very call of this connection. */
export function proveAgreement(asked: Confirming): Check[] {
  return [agreed(asked), declined(asked), others(asked), ...otherArguments(asked)];
}

function agreed(asked: Confirming): Check {
  return {
    ...confirmCheck(asked, 'agreed to, it passes once'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      await callAndAnswer(bench, asked, { caller, input, decision: 'approved' });
      await passes(() => bench.callUnasked(caller, asked.subject.tool.name, input));
      await staysRefused(bench, () => bench.callUnasked(caller, asked.subject.tool.name, input));
    },
  };
}

function declined(asked: Confirming): Check {
  return {
    ...confirmCheck(asked, 'declined, it is told so', 'DECLINED'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      await callAndAnswer(bench, asked, { caller, input, decision: 'declined' });
      const outcome = await bench.callUnasked({ ...caller, wire: 'rest' }, asked.subject.tool.name, input);
      isRefusal(asked.subject, outcome, { code: 'DECLINED', gate: 'confirmation', wire: 'rest' });
      isAsked(asked, await bench.callUnasked(caller, asked.subject.tool.name, input));
    },
  };
}

/** What was agreed to on another connection, or by somebody else, is not this call. */
function others(asked: Confirming): Check {
  const { subject, action } = asked;
  return {
    ...confirmCheck(asked, 'another connection’s agreement, and another principal’s, do not count'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      const { name } = subject.tool;
      const { url: own } = (await bench.callUnasked(caller, name, input)).error?.body ?? {};
      for (const stranger of Object.keys(subject.server.principals).filter((as) => as !== caller.as)) {
        const answered = await bench.approve(String(own), { as: stranger, decision: 'approved' });
        assert.equal(answered, false, `${stranger} can answer for ${caller.as}.`);
      }
      const elsewhere = { ...caller, limits: { ...asking, tools: [name] } };
      await callAndAnswer(bench, asked, { caller: elsewhere, input, decision: 'approved' });
      const [other] =
        [...(subject.access.get(action) ?? [])].find(([as, { allowed }]) => allowed && as !== caller.as) ?? [];
      if (other !== undefined) {
        // Where this call is none that the other may make, there is nothing to agree to.
        const { url } = (await bench.callUnasked({ as: other, limits: asking }, name, input)).error?.body ?? {};
        if (typeof url === 'string') await bench.approve(url, { as: other, decision: 'approved' });
      }
      await staysRefused(bench, () => bench.callUnasked(caller, name, input));
      await passes(() => bench.callUnasked(elsewhere, name, input));
    },
  };
}

function otherArguments(asked: Confirming): Check[] {
  const { input } = sceneFor(asked.subject, asked.action);
  if (otherInput(asked, input) === null) return [];
  return [
    {
      ...confirmCheck(asked, 'what was agreed to of other arguments does not count'),
      needs: ['approve'],
      async run(bench) {
        const { caller, input } = await stageConfirming(bench, asked);
        await callAndAnswer(bench, asked, { caller, input, decision: 'approved' });
        const other = otherInput(asked, input);
        await staysRefused(bench, () => bench.callUnasked(caller, asked.subject.tool.name, other));
        await passes(() => bench.callUnasked(caller, asked.subject.tool.name, input));
      },
    },
  ];
}

interface Answer {
  readonly caller: { readonly as: string; readonly limits: object };
  readonly input: Readonly<Record<string, unknown>>;
  readonly decision: 'approved' | 'declined';
}

/** Has the call ask, and its principal answer. */
async function callAndAnswer(bench: Bench, asked: Confirming, { caller, input, decision }: Answer): Promise<void> {
  const outcome = await bench.callUnasked(caller, asked.subject.tool.name, input);
  isAsked(asked, outcome);
  const url = String(outcome.error?.body.url);
  assert.ok(await bench.approve(url, { as: caller.as, decision }), `${caller.as} cannot answer at ${url}.`);
}
