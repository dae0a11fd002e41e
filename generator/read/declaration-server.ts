import { failures } from './declaration-tool.js';
import { byKind, list, mapOf, type Read, record } from './grammar.js';
import { choice, flag, integer, text } from './grammar-value.js';
import { icons } from './icons.js';
import { duration, rate, size } from './quantity.js';

const cache = record('a cache rule', { ttl: duration, scope: choice(['private', 'public']) }, ['ttl', 'scope']);
const packageModule = record('a package', { package: text, prefix: text }, ['package']);
const claim = byKind({ scalar: text, map: record('a claim', { claim: text, values: mapOf(text) }, ['claim']) });
const names = byKind({ scalar: text, list: list(text) });

/** `server.yaml`, key by key. */
export const serverForm = record(
  'the server',
  {
    apiVersion: choice(['toolwright/v1']),
    name: text,
    title: text,
    icons,
    modules: list(byKind({ scalar: text, map: packageModule })),
    database: flag,
    audiences: mapOf(text),
    private_reference: list(text),
    contexts: mapOf(record('a context', { within: text, tenant: flag, error: text, meta: text })),
    principals: mapOf(
      record('a principal', { audiences: list(text), context: mapOf(text), role: text, writes: flag }, ['audiences']),
    ),
    roles: mapOf(record('a role', { extends: names, grants: list(text) })),
    plans: mapOf(record('a plan', { calls_per_day: integer(0) }, ['calls_per_day'])),
    claims: record('claims', {
      principal: text,
      name: text,
      contexts: mapOf(text),
      role: claim,
      audiences: claim,
      plan: claim,
      tools: text,
    }),
    profiles: mapOf(
      record('a profile', {
        write_modes: list(choice(['read', 'create', 'update', 'delete'])),
        audience: text,
        tools: list(text),
      }),
    ),
    limits: record('limits', {
      body: size,
      inline_bytes: size,
      size_hint: size,
      timeout: duration,
      rate,
      tokens: record('a token budget', { per_tool: integer(1), mean: integer(1) }),
    }),
    errors: failures,
    cache,
  },
  ['apiVersion', 'name', 'audiences'],
);

export type ServerKeys = Read<typeof serverForm>;
export type ClaimKeys = Read<typeof claim>;
export const cacheForm = cache;
