import assert from 'node:assert/strict';
import type { Bench, Caller } from '../bench.js';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { formed, sceneFor } from '../right-call.js';
import { type Outcome, rpc } from '../wire.js';
import { isRefusal } from './access.js';
import { valuesAt } from './feeds.js';

/** What a tool waits for, the plan that mends it, and what allowing it allows. */
export const proveDependencies: Prover = (subject) => {
  const { session = [] } = subject.tool.dependsOn ?? {};
  const [action = null] = subject.scenes.keys();
  return [
    ...(session.length > 0 ? [refusedWithPlan(subject, action), ofThisSession(subject, action)] : []),
    allows(subject),
  ];
};

function refusedWithPlan(subject: Subject, action: string | null): Check {
  const { tool, server } = subject;
  return {
    name: 'dependencies: unmet, the call is refused, and the plan followed to the letter lets it pass',
    keys: ['dependsOn.session', 'feeds', 'gate.dependency', 'server.errors.DEPENDENCY_NOT_MET'],
    needs: ['limits'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const caller: Caller = { as: scene.as };
      const input = await bench.stage(scene);
      await bench.limits().forget();
      const refused = await bench.call(caller, tool.name, input);
      isRefusal(subject, refused, { code: 'DEPENDENCY_NOT_MET', gate: 'dependency', wire: 'mcp' });
      const overRest = await bench.call({ ...caller, wire: 'rest' }, tool.name, input);
      isRefusal(subject, overRest, { code: 'DEPENDENCY_NOT_MET', gate: 'dependency', wire: 'rest' });
      assert.deepEqual(overRest.error?.body, refused.error?.body);
      const { success: _, missing, suggested_order: order, plan, ...body } = refused.error?.body ?? {};
      const message = server.errors.DEPENDENCY_NOT_MET?.message.replaceAll('{tool}', tool.name);
      assert.deepEqual(body, { error: 'dependency_not_met', code: 'DEPENDENCY_NOT_MET', message });
      assert.ok(Array.isArray(missing) && Array.isArray(order) && Array.isArray(plan), refused.raw);
      for (const { tool: key, reason: description } of tool.dependsOn?.session ?? []) {
        const told: unknown = missing.find((one) => isRecord(one) && one.key === key);
        assert.deepEqual(told, { type: 'tool_called', key, description });
      }
      assert.deepEqual(order, [...missing.map((one) => isRecord(one) && one.key), tool.name]);
      const { error } = await follow(bench, caller, plan, input);
      assert.equal(error, null, `The plan leads to ${JSON.stringify(error?.body)}: ${JSON.stringify(plan)}`);
    },
  };
}

function ofThisSession(subject: Subject, action: string | null): Check {
  const { tool } = subject;
  return {
    name: 'dependencies: what another connection has called does not count',
    keys: ['dependsOn.session', 'gate.dependency'],
    needs: ['limits'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      const other = { as: scene.as, limits: { scopes: ['mcp:write', 'mcp:read'] } };
      const refused = await bench.call(other, tool.name, input);
      assert.equal(refused.error?.code, 'DEPENDENCY_NOT_MET', refused.raw);
      await bench.succeed({ as: scene.as }, tool.name, input);
    },
  };
}

/** Calls what the plan says, `{tool.path}` filled from what that tool answered before and `{name}` from `own`. */
async function follow(
  bench: Bench,
  caller: Caller,
  plan: readonly unknown[],
  own: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const answers = new Map<string, unknown>();
  let last: Outcome | undefined;
  for (const step of plan) {
    assert.ok(isRecord(step) && isRecord(step.arguments), `A step of the plan is ${JSON.stringify(step)}.`);
    const entries = Object.entries(step.arguments).map(([name, value]) => [name, filled(value, answers, own)]);
    last = await bench.call(caller, String(step.tool), Object.fromEntries(entries));
    answers.set(String(step.tool), last.value);
  }
  assert.ok(last, 'The plan is empty.');
  return last;
}

function filled(value: unknown, answers: ReadonlyMap<string, unknown>, own: Readonly<Record<string, unknown>>) {
  const wanted = typeof value === 'string' ? /^\{(.+)\}$/.exec(value)?.[1] : undefined;
  if (wanted === undefined) return value;
  const source = [...answers.keys()].find((tool) => wanted.startsWith(`${tool}.`));
  if (source === undefined) return own[wanted];
  return valuesAt(answers.get(source), wanted.slice(source.length + 1).split('.'))[0];
}

/** The rest of what it brings along is for the proofs of the tools that it names. */
function allows(subject: Subject): Check {
  const { tool, scenes } = subject;
  const brought = tool.dependsOn?.allowlist ?? [];
  return {
    name: `dependencies: allowing this tool allows ${brought.length > 0 ? brought.join(', ') : 'nothing else'}`,
    keys: ['dependsOn.allowlist', 'gate.allow_list'],
    async run(bench) {
      const { as } = formed(subject, [...scenes.keys()][0] ?? null);
      const limits = { tools: [tool.name] };
      const key = await bench.running.key(as, limits);
      const { message, raw } = await rpc(bench.running.url, key, { method: 'tools/list', params: {} });
      const { tools } = isRecord(message) && isRecord(message.result) ? message.result : {};
      assert.ok(Array.isArray(tools), `tools/list answers ${raw.slice(0, 300)}`);
      const names = tools.map((each) => (isRecord(each) ? String(each.name) : ''));
      if (brought.length === 0) assert.deepEqual(names, [tool.name]);
      for (const name of [tool.name, ...brought]) {
        assert.ok(names.includes(name), `${name} should be listed among ${names.join(', ')}.`);
        const { error } = await bench.call({ as, limits }, name, { [unknown]: 1 });
        assert.equal(error?.code, 'VALIDATION_ERROR', `${name} should be allowed and answers ${error?.message}`);
      }
    },
  };
}
