import { describe, expect, test } from 'vitest';
import type { AskingClient } from '../../../runtime/oauth/interactions.js';
import type { KeptConnection } from '../../../runtime/store/connections.js';
import { warningsOf } from '../../../runtime/web/consent/client-warnings.js';

const client: AskingClient = {
  id: 'https://desk.example/client.json',
  name: 'Desk helper',
  host: 'desk.example',
  logoUri: null,
  clientUri: null,
  identified: 'document',
  redirectUri: 'https://desk.example/callback',
};
const server = { title: 'Package marketplace', address: 'https://market.example' };

function connected(name: string, host: string): KeptConnection {
  return {
    ...{ id: 'con_1', kind: 'oauth', principalId: 'ana', name, prefix: null, client: { id: 'c', name, host } },
    ...{ scopes: ['mcp:read'], tools: null, writes: false, confirm: 'ask', allTenants: true, tenants: [], rate: null },
    ...{ expiresAt: null, createdAt: new Date(0), revokedAt: null, lastUsedAt: null },
  };
}

const warn = (change: Partial<AskingClient>, connections: readonly KeptConnection[] = []) =>
  warningsOf({ ...client, ...change }, { server, connections });

const unseen = 'Its name holds characters that cannot be seen. They are left out here.';
const alphabets = 'Its name mixes letters of several alphabets, which look alike.';
const ours = 'Its name is that of this server, but it is not a part of it.';

describe('what a program says of itself', () => {
  test('is no reason to wonder where it is plain', () => {
    expect(warn({})).toEqual([]);
    expect(warn({ name: 'Помощник' })).toEqual([]);
    expect(warn({ name: 'desk.example' })).toEqual([]);
    expect(warn({}, [connected('Desk helper', 'desk.example')])).toEqual([]);
    expect(warn({ name: 'Helper v1.2.3, made by J. Doe' })).toEqual([]);
  });

  test.each([
    ['bidirectional control', 'Desk \u202ereplehc'],
    ['isolate', 'Desk\u2066 helper'],
    ['control character', 'Desk\u0007 helper'],
    ['zero-width space', 'Desk\u200b helper'],
    ['tag character', 'Desk \u{e0041}helper'],
  ])('attack: a %s in the name is told', (_what, name) => {
    expect(warn({ name })).toEqual([unseen]);
  });

  test('attack: letters of another alphabet in the name are told', () => {
    expect(warn({ name: 'Сlaude' })).toEqual([alphabets]);
    expect(warn({ name: 'Clαude' })).toEqual([alphabets]);
  });

  test.each([
    'Package marketplace',
    'PACKAGE-MARKETPLACE helper',
    'Ｐackage Marketplace',
    'Páckage\u200b market place',
  ])('attack: %s passes itself off as this server', (name) => {
    expect(warn({ name })).toContain(ours);
  });

  test('attack: this server’s address as a name', () => {
    expect(warn({ name: 'market.example' })).toEqual([
      ours,
      'Its name says market.example, but it comes from desk.example.',
    ]);
  });

  test('attack: another’s address as a name', () => {
    const sentence = 'Its name says claude.ai, but it comes from desk.example.';
    for (const name of ['claude.ai', 'Claude (CLAUDE.AI)', 'claude\u200b.ai'])
      expect(warn({ name })).toContain(sentence);
  });

  test('attack: the name of a program that the person has let in from elsewhere', () => {
    const known = [connected('Desk Helper', 'real.example')];
    expect(warn({ name: 'desk-helper' }, known)).toEqual([
      'You have let in a program of this name before, from real.example. This one is another.',
    ]);
  });

  test('attack: a claim to be verified', () => {
    expect(warn({ name: 'Desk ✓ Verified' })).toEqual(['It calls itself verified. Nobody has verified it.']);
  });

  test('an answer that goes elsewhere, or to this computer, is told', () => {
    expect(warn({ redirectUri: 'https://other.example/callback' })).toEqual([
      'It is described by desk.example, but your answer goes to other.example.',
    ]);
    for (const redirectUri of ['http://127.0.0.1:5000/', 'http://localhost/', 'http://[::1]:9/']) {
      expect(warn({ redirectUri })).toEqual([
        'Your answer goes to a program on this computer. Agree only if you have just started it there yourself.',
      ]);
    }
  });
});
