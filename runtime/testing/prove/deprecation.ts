import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';
import { post, rpc } from '../wire.js';

/** A deprecated tool says so as long as it answers, and is gone from its sunset on. Of old names, the new one is told. */
export const proveDeprecation: Prover = (subject) => {
  const { deprecated, aliases = [], name } = subject.tool;
  const plain = aliases.filter(({ adapt }) => !adapt);
  return [
    ...plain.map((alias) => renamedCheck(subject, alias)),
    ...(deprecated ? [toldCheck(subject), restCheck(subject)] : [silentCheck(subject)]),
    ...(deprecated?.sunset
      ? [name, ...aliases.map((alias) => alias.name)].map((called) => sunsetCheck(subject, called))
      : []),
  ];
};

function renamedCheck(
  subject: Subject,
  { name, rename = {} }: { readonly name: string; readonly rename?: Readonly<Record<string, string>> },
): Check {
  return {
    name: `aliases: answers under ${name} tell the name of today`,
    keys: ['aliases'],
    changes: true,
    async run(bench) {
      const scene = firstScene(subject);
      const before = new Map(Object.entries(rename).map(([old, today]) => [today, old]));
      const input = Object.entries(await bench.stage(scene)).map(([argument, value]) => [
        before.get(argument) ?? argument,
        value,
      ]);
      const { meta } = await bench.succeed({ as: scene.as }, name, Object.fromEntries(input));
      assert.deepEqual(meta.renamed, { from: name, to: subject.tool.name });
    },
  };
}

function toldCheck(subject: Subject): Check {
  const { since, sunset, replaceWith } = subject.tool.deprecated ?? { since: '' };
  return {
    name: 'deprecation: every answer says so',
    keys: ['deprecated', 'deprecated.since', 'deprecated.sunset', 'deprecated.replaceWith'],
    changes: true,
    async run(bench) {
      const scene = firstScene(subject);
      const { meta } = await bench.succeed({ as: scene.as }, subject.tool.name, await bench.stage(scene));
      assert.deepEqual(meta.deprecation, {
        since,
        ...(sunset && { sunset }),
        ...(replaceWith && { replace_with: replaceWith }),
      });
    },
  };
}

/** RFC 9745 and RFC 8594. */
function restCheck(subject: Subject): Check {
  const { since, sunset } = subject.tool.deprecated ?? { since: '' };
  const day = Date.parse(since);
  return {
    name: 'deprecation: REST says so in headers',
    keys: ['deprecated', 'deprecated.since', 'deprecated.sunset'],
    changes: true,
    async run(bench) {
      const scene = firstScene(subject);
      const body = { tool: subject.tool.name, arguments: await bench.stage(scene) };
      const key = await bench.running.key(scene.as);
      const { headers } = await post(`${bench.running.url}/mcp/tools/call`, key, body);
      assert.equal(headers.get('deprecation'), Number.isNaN(day) ? null : `@${day / 1000}`);
      assert.equal(headers.get('sunset'), sunset === undefined ? null : new Date(sunset).toUTCString());
    },
  };
}

function silentCheck(subject: Subject): Check {
  return {
    name: 'deprecation: none is declared, and none is told',
    keys: ['deprecated'],
    changes: true,
    async run(bench) {
      const scene = firstScene(subject);
      const { meta } = await bench.succeed({ as: scene.as }, subject.tool.name, await bench.stage(scene));
      assert.equal(meta.deprecation, undefined);
    },
  };
}

function sunsetCheck(subject: Subject, name: string): Check {
  const { sunset = '', replaceWith } = subject.tool.deprecated ?? {};
  return {
    name: `deprecation: ${name} is there until its sunset, and gone from it on`,
    keys: ['deprecated', 'deprecated.sunset', 'deprecated.replaceWith', 'server.errors.TOOL_RETIRED'],
    needs: ['clock'],
    async run(bench) {
      const scene = firstScene(subject);
      const input = formOf(subject.tool, scene);
      const declared = subject.server.errors.TOOL_RETIRED;
      assert.ok(declared);
      bench.setClock(new Date(new Date(sunset).getTime() - 1));
      assert.ok(await isListed(bench, subject, scene.as), 'It should be listed until then.');
      const last = await bench.call({ as: scene.as }, name, input);
      assert.notEqual(last.error?.code, 'TOOL_RETIRED');
      bench.setClock(new Date(sunset));
      assert.ok(!(await isListed(bench, subject, scene.as)), 'It should not be listed any more.');
      for (const wire of ['mcp', 'rest'] as const) {
        const { error, status } = await bench.call({ as: scene.as, wire }, name, input);
        const sentence: string = declared.message.replace('{tool}', subject.tool.name).replace('{sunset}', sunset);
        assert.deepEqual(
          { code: error?.code, channel: error?.channel, message: error?.message, next: error?.body.replace_with },
          {
            code: 'TOOL_RETIRED',
            channel: wire === 'rest' ? 'rest' : declared.channel,
            message: replaceWith === undefined ? sentence : `${sentence} Use '${replaceWith}' instead.`,
            next: replaceWith,
          },
        );
        if (wire === 'rest') assert.equal(status, declared.http);
      }
    },
  };
}

async function isListed(bench: Bench, { tool }: Subject, as: string): Promise<boolean> {
  const { message } = await rpc(bench.running.url, await bench.running.key(as), { method: 'tools/list', params: {} });
  const tools = isRecord(message) && isRecord(message.result) ? message.result.tools : null;
  return Array.isArray(tools) && tools.some((listed) => isRecord(listed) && listed.name === tool.name);
}

function firstScene(subject: Subject) {
  return sceneFor(subject, [...subject.scenes.keys()][0] ?? null);
}
