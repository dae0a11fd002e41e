import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check } from '../check.js';
import { isRecord } from '../match.js';
import type { KeyLimits } from '../provide-server.js';
import { sees } from '../standing.js';
import { ask, eras } from './ask.js';
import type { Reading } from './reading.js';

/** The lists: as the surface lock says it, for exactly those who may have it; cache hints; what the server says it has. */
export function proveReadingListing(reading: Reading): readonly Check[] {
  const { server, access, declaration } = reading;
  const principals = Object.keys(server.principals);
  const seeing = principals.filter((principal) => sees(server, principal, declaration));
  const [first = ''] = seeing;
  return [
    ...eras.map(
      (era): Check => ({
        name: `listing: as the surface lock says (${era})`,
        keys: ['title', 'description', 'icons', 'annotations', 'mimeType', 'parameters', 'arguments', 'name', 'uri'],
        async run(bench) {
          assert.ok(first !== '', `Nobody sees '${reading.name}'.`);
          assert.deepEqual(await listed(bench, reading, first, { era }), reading.listed);
        },
      }),
    ),
    ...principals.map(
      (principal): Check => ({
        name: `listing: ${seeing.includes(principal) ? 'shown to' : 'hidden from'} ${principal}`,
        keys: ['audience', 'requires'],
        async run(bench) {
          const shown = (await listed(bench, reading, principal)) !== undefined;
          assert.equal(shown, seeing.includes(principal));
          assert.ok(shown || !access.get(principal)?.allowed, 'The access lock allows what the list hides.');
        },
      }),
    ),
    {
      name: 'listing: an allow-list hides what it does not name',
      keys: ['name', 'gate.allow_list'],
      async run(bench) {
        assert.equal(await listed(bench, reading, first, { limits: { tools: [] } }), undefined);
        assert.notEqual(await listed(bench, reading, first, { limits: { tools: [reading.name] } }), undefined);
      },
    },
    {
      name: 'listing: one page, to be kept for a while and for nobody else; the server says that it has such lists',
      keys: ['server.cache', 'kind'],
      async run(bench) {
        const { result } = await ask(bench, { as: first }, { method: reading.list.method, params: {} }, '2026-07-28');
        const { ttlMs, cacheScope, nextCursor } = result ?? {};
        const expected = { ttlMs: server.cache?.ttlMs ?? 60_000, cacheScope: 'private', nextCursor: undefined };
        assert.deepEqual({ ttlMs, cacheScope, nextCursor }, expected);
        const found = await ask(bench, { as: first }, { method: 'server/discover', params: {} }, '2026-07-28');
        const capabilities = Object(found.result?.capabilities);
        assert.deepEqual(capabilities[`${reading.kind}s`]?.listChanged, true);
      },
    },
  ];
}

async function listed(
  bench: Bench,
  { list }: Reading,
  as: string,
  { limits, era }: { readonly limits?: KeyLimits; readonly era?: (typeof eras)[number] } = {},
): Promise<unknown> {
  const caller = limits === undefined ? { as } : { as, limits };
  const { result, raw } = await ask(bench, caller, { method: list.method, params: {} }, era);
  const entries = result?.[list.key];
  assert.ok(Array.isArray(entries), `${list.method} answers ${raw.slice(0, 300)}`);
  const names = entries.map((entry) => String(Object(entry)[list.by]));
  assert.deepEqual(names, [...names].sort(), 'A list is sorted.');
  return entries.find((entry) => isRecord(entry) && entry[list.by] === list.value);
}
