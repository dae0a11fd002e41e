import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emit } from '../../generator/emit/index.js';
import type { Program } from '../../generator/model.js';
import { marketplace, rotateCredentials } from './marketplace-fixture.js';
import { declaration, module, tool } from './program-fixture.js';

const shop = module('shop', { domains: { orders: 'Orders', carts: 'Carts' } });
const tools = [
  rotateCredentials,
  tool('list_orders'),
  tool('get_order'),
  tool('list_orders', { name: 'carts_list', domain: 'carts' }),
];
const unrelated = ['Zebra', 'Apple'].map((name) => declaration('marketplace', name, { kind: 'string' }));
const [market] = marketplace.modules;
const modules = [...(market ? [{ ...market, types: [...market.types, ...unrelated] }] : []), shop];
const whole: Program = { ...marketplace, modules, tools };

const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length });
const entries = <Value>(map: Readonly<Record<string, Value>>) =>
  shuffled(Object.entries(map)).map((list) => Object.fromEntries(list));

it('gives the same bytes in whatever order the spec was read', () => {
  const expected = emit(whole);
  const anyOrder = fc.record({
    tools: shuffled(whole.tools),
    modules: shuffled(whole.modules),
    principals: shuffled(whole.server.principals),
    roles: shuffled(whole.server.roles),
    contexts: shuffled(whole.server.contexts),
    audiences: entries(whole.server.audiences),
    types: shuffled(whole.modules[0]?.types ?? []),
    privileges: shuffled(whole.modules[0]?.privileges ?? []),
  });
  fc.assert(
    fc.property(anyOrder, ({ tools, modules, principals, roles, contexts, audiences, types, privileges }) => {
      const reordered = modules.map((one) => (one.name === 'marketplace' ? { ...one, types, privileges } : one));
      const server = { ...whole.server, principals, roles, contexts, audiences };
      expect(emit({ ...whole, server, modules: reordered, tools })).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

it('gives each path once, sorted, with line feeds only and one at the end', () => {
  const files = emit(whole);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual([...new Set(paths)].sort());
  for (const { path, text } of files)
    expect([path, /[^\n]\n$/.test(text), text.includes('\r')]).toEqual([path, true, false]);
});
