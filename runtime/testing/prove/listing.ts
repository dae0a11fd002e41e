import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import type { KeyLimits } from '../provide-server.js';
import { sees } from '../standing.js';
import { rpc } from '../wire.js';

/** tools/list: the tool as the surface lock says it, for exactly those who may call it, or one of its actions. */
export const proveListing: Prover = (subject) => {
  const { tool, server, access } = subject;
  const principals = Object.keys(server.principals);
  const seeing = principals.filter((principal) => sees(server, principal, tool));
  return [
    {
      name: 'listing: as the surface lock says',
      keys: [
        'title',
        'description',
        'icons',
        'inputSchema',
        'outputSchema',
        'destructive',
        'idempotent',
        'writeMode',
        'openWorld',
        ...Object.keys(tool.actions ?? {}).map((action) => `actions.${action}`),
      ],
      async run(bench) {
        const [first] = seeing;
        assert.ok(first, `Nobody sees '${tool.name}'.`);
        assert.deepEqual(await listed(bench, subject, first), subject.listed);
      },
    },
    ...principals.map(
      (principal): Check => ({
        name: `listing: ${seeing.includes(principal) ? 'shown to' : 'hidden from'} ${principal}`,
        keys: [
          'audience',
          'requires',
          ...Object.keys(tool.actions ?? {}).map((action) => `actions.${action}.requires`),
        ],
        async run(bench) {
          const allowed = [...access.values()].some((by) => by.get(principal)?.allowed);
          const shown = (await listed(bench, subject, principal)) !== undefined;
          assert.equal(shown, seeing.includes(principal));
          assert.ok(shown || !allowed, 'The access lock allows what tools/list hides.');
        },
      }),
    ),
    {
      name: 'listing: an allow-list hides what it does not name',
      keys: ['name', 'gate.allow_list'],
      async run(bench) {
        const [first] = seeing;
        assert.ok(first);
        assert.equal(await listed(bench, subject, first, { tools: [] }), undefined);
        assert.notEqual(await listed(bench, subject, first, { tools: [tool.name] }), undefined);
      },
    },
  ];
};

async function listed(bench: Bench, { tool }: Subject, principal: string, limits?: KeyLimits): Promise<unknown> {
  const key = await bench.running.key(principal, limits);
  const { message, raw } = await rpc(bench.running.url, key, { method: 'tools/list', params: {} });
  const result = isRecord(message) && isRecord(message.result) ? message.result : {};
  assert.ok(Array.isArray(result.tools), `tools/list answers ${raw.slice(0, 300)}`);
  return result.tools.find((entry) => isRecord(entry) && entry.name === tool.name);
}
