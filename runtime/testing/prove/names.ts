import assert from 'node:assert/strict';
import { unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { formed } from '../right-call.js';
import { rpc } from '../wire.js';

/** A tool answers to its dotted name and to its old names, with the arguments of that time; none of them is listed. */
export const proveNames: Prover = (subject) => {
  const { tool } = subject;
  const aliases = (tool.aliases ?? []).filter(({ adapt }) => !adapt);
  return [
    ...(tool.dotted === undefined ? [] : [nameCheck(subject, tool.dotted, {}, 'dotted')]),
    ...aliases.map(({ name, rename }) => nameCheck(subject, name, rename ?? {}, 'aliases')),
  ];
};

function nameCheck(subject: Subject, name: string, rename: Readonly<Record<string, string>>, key: string): Check {
  return {
    name: `names: ${name} is understood, and not listed`,
    keys: [key],
    async run(bench) {
      const action = subject.tool.actions ? (Object.keys(subject.tool.actions)[0] ?? null) : null;
      const { as, input } = formed(subject, action);
      const old = new Map(Object.entries(rename).map(([before, today]) => [today, before]));
      const sent = Object.fromEntries(
        Object.entries(input).map(([argument, value]) => [old.get(argument) ?? argument, value]),
      );
      const { error, raw } = await bench.call({ as }, name, { ...sent, [unknown]: 1 });
      assert.deepEqual(Object.keys(Object(error?.body.details)), [unknown], raw.slice(0, 300));
      const { message } = await rpc(bench.running.url, await bench.running.key(as), {
        method: 'tools/list',
        params: {},
      });
      const tools: unknown = isRecord(message) && isRecord(message.result) ? message.result.tools : null;
      assert.ok(Array.isArray(tools) && !tools.some((tool) => isRecord(tool) && tool.name === name));
    },
  };
}
