import { describe, expect, test } from 'vitest';
import type { Kernel } from '../../../runtime/call/call.js';
import { createKernel } from '../../../runtime/kernel.js';
import type { Asking, AskingClient } from '../../../runtime/oauth/interactions.js';
import type { Principal } from '../../../runtime/principal.js';
import type { KeptConnection } from '../../../runtime/store/connections.js';
import { createMemoryStore } from '../../../runtime/store/memory/memory-store.js';
import {
  type Choices,
  type Consenting,
  problemWith,
  readChoices,
  settingsOf,
  suggestedChoices,
} from '../../../runtime/web/consent/consent-choices.js';
import { log } from '../../market/market.js';
import { program, resolvers } from '../../server/program.js';

const host = { identify: async () => null, store: createMemoryStore({}) };
const kernel: Kernel = createKernel({ program, resolvers, host }, log);
const now = new Date('2026-11-21T12:00:00Z');

const standings = ['org_1', 'org_2'].map((org) => ({ contexts: { org }, audiences: ['member'], role: 'writer' }));
const principal: Principal = {
  ...{ id: 'ana', name: 'Ana', active: standings[1] as Principal['active'], standings },
  connection: {
    ...{ id: 'web_1', kind: 'session', scopes: ['mcp:read', 'mcp:write'], tools: null, writes: true },
    ...{ confirm: 'ask', session: null },
  },
};

const existing: KeptConnection = {
  ...{ id: 'con_1', kind: 'oauth', principalId: 'ana', name: 'Desk', prefix: null, client: null },
  ...{
    scopes: ['mcp:read'],
    tools: ['get_note'],
    writes: false,
    confirm: 'waived',
    allTenants: false,
    tenants: ['org_1'],
  },
  ...{ rate: { calls: 5, per: 'hour' }, expiresAt: new Date('2027-01-01') },
  ...{ createdAt: now, revokedAt: null, lastUsedAt: null },
};

function consenting(scopes: readonly string[], before: KeptConnection | null = null): Consenting {
  const client: AskingClient = {
    ...{ id: 'c', name: 'Desk', host: 'desk.example', logoUri: null, clientUri: null },
    ...({ identified: 'registration', redirectUri: 'https://desk.example/' } as const),
  };
  const asking: Asking = { uid: 'u', principalId: 'ana', client, scopes, existing: before };
  return { asking, principal, now };
}

const reading = consenting(['mcp:read']);
const writing = consenting(['mcp:read', 'mcp:write']);
const more = consenting(['mcp:read', 'mcp:write'], existing);

const form = (fields: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ access: 'read', where: 'some', tenant: 'org_1', expiry: 'never', tool: 'get_note', ...fields });
const chosen: Choices = { writes: true, tools: ['get_note'], allTenants: false, tenants: ['org_1'], expiry: 'never' };

describe('what is chosen before a person has chosen', () => {
  test('of a new program: what can be undone, in the one place where the browser works', () => {
    const same = { tools: 'suggested', allTenants: false, tenants: ['org_2'], expiry: 'never' };
    expect(suggestedChoices(kernel, reading)).toEqual({ ...same, writes: false });
    expect(suggestedChoices(kernel, writing)).toEqual({ ...same, writes: true });
  });

  test('of a known one: what was chosen then, and what it asks for now', () => {
    const same = { tools: ['get_note'], allTenants: false, tenants: ['org_1'], expiry: 'kept' };
    expect(suggestedChoices(kernel, more)).toEqual({ ...same, writes: true });
    expect(suggestedChoices(kernel, consenting(['mcp:read'], existing))).toEqual({ ...same, writes: false });
    const writer = { ...existing, writes: true, scopes: ['mcp:read', 'mcp:write'] };
    expect(suggestedChoices(kernel, consenting(['mcp:read'], writer))).toEqual({ ...same, writes: true });
  });
});

describe('what the form says', () => {
  test('is read as it stands', () => {
    expect(readChoices(kernel, writing, form({ access: 'write', expiry: '30' }))).toEqual({ ...chosen, expiry: '30' });
    expect(readChoices(kernel, writing, form({ where: 'all', tools: 'all' }))).toEqual({
      ...{ writes: false, tools: null, allTenants: true, tenants: ['org_1'], expiry: 'never' },
    });
  });

  test('counts for nothing where it was not offered', () => {
    expect(readChoices(kernel, reading, form({ access: 'write' })).writes).toBe(false);
    expect(readChoices(kernel, reading, form({ tenant: 'org_3' })).tenants).toEqual([]);
    expect(readChoices(kernel, reading, form({ expiry: 'kept' })).expiry).toBe('');
    expect(readChoices(kernel, more, form({ expiry: 'kept' })).expiry).toBe('kept');
  });

  test.each([
    [{ tools: [] }, 'No tool is ticked, so there is nothing to grant. Tick at least one, or refuse.'],
    [{ tenants: [] }, 'It could work nowhere. Tick at least one place, or refuse.'],
    [{ expiry: '' }, 'Choose for how long.'],
    [{ tools: null }, null],
    [{ tenants: [], allTenants: true }, null],
    [{}, null],
  ])('%o is told to be wrong, or not', (change, sentence) => {
    expect(problemWith(kernel, writing, { ...chosen, ...change })).toBe(sentence);
  });
});

describe('what is granted', () => {
  const fresh = {
    tools: ['get_note'],
    confirm: 'ask',
    allTenants: false,
    tenants: ['org_1'],
    rate: null,
    expiresAt: null,
  };

  test('is what was chosen of what was asked for', () => {
    expect(settingsOf(writing, chosen)).toEqual({ ...fresh, scopes: ['mcp:read', 'mcp:write'], writes: true });
    expect(settingsOf(writing, { ...chosen, writes: false })).toEqual({
      ...fresh,
      scopes: ['mcp:read'],
      writes: false,
    });
    expect(settingsOf(writing, { ...chosen, allTenants: true })).toMatchObject({ allTenants: true, tenants: [] });
  });

  test.each([
    ['never', null],
    ['1', '2026-11-22T12:00:00.000Z'],
    ['30', '2026-12-21T12:00:00.000Z'],
    ['365', '2027-11-21T12:00:00.000Z'],
  ])('ends after %s days', (expiry, end) => {
    expect(settingsOf(writing, { ...chosen, expiry }).expiresAt?.toISOString() ?? null).toBe(end);
  });

  test('a person is asked again once a scope is added, whatever they have waived before', () => {
    expect(settingsOf(more, { ...chosen, expiry: 'kept' })).toEqual({
      ...fresh,
      ...{ scopes: ['mcp:read', 'mcp:write'], writes: true, confirm: 'ask' },
      ...{ rate: existing.rate, expiresAt: existing.expiresAt },
    });
    expect(settingsOf(more, { ...chosen, writes: false }).confirm).toBe('waived');
  });

  test('a scope that is not asked for again is kept unless it is taken away', () => {
    const writer = { ...existing, writes: true, scopes: ['mcp:read', 'mcp:write'] };
    const again = consenting(['mcp:read'], writer);
    expect(settingsOf(again, chosen).scopes).toEqual(['mcp:read', 'mcp:write']);
    expect(settingsOf(again, { ...chosen, writes: false }).scopes).toEqual(['mcp:read']);
  });
});
