import { describe, expect, test } from 'vitest';
import { server } from '../../../generated/server.js';
import { principalOfClaims } from '../../../runtime/auth/issuer/principal-of-claims.js';
import type { Claims, Server } from '../../../runtime/tool.js';

const usual: Claims = {
  principal: 'sub',
  name: 'name',
  contexts: { customer: 'sub', org: 'org.id' },
  role: { claim: 'realm.roles', values: { 'Market admins': 'admin', 'Market readers': 'viewer' } },
  audiences: { claim: 'groups', values: { buyers: 'buyer', sellers: 'vendor', aliens: 'alien' } },
};
const said = {
  iss: 'https://idp.example',
  sub: 'u1',
  scope: 'openid mcp:read',
  org: { id: 'o1' },
  realm: { roles: ['offline', 'Market readers', 'Market admins'] },
  groups: ['buyers', 'aliens', 'constructor', 'sellers', 'buyers'],
};
const principal = (claims: Readonly<Record<string, unknown>>, change: Partial<Claims> = {}) =>
  principalOfClaims({ ...server, claims: { ...usual, ...change } } as Server, claims, null);

describe('a token', () => {
  test('is read by path, and its values by what they mean: the first role, declared audiences once each', () => {
    expect(principal(said)).toEqual({
      id: 'u1',
      name: 'u1',
      connection: {
        id: expect.stringMatching(/^ext_[0-9a-f]{24}$/),
        kind: 'oauth',
        scopes: ['mcp:read'],
        tools: null,
        writes: false,
        confirm: 'ask',
        session: null,
      },
      active: { contexts: { customer: 'u1', org: 'o1' }, audiences: ['buyer', 'vendor'], role: 'viewer' },
      standings: [{ contexts: { customer: 'u1', org: 'o1' }, audiences: ['buyer', 'vendor'], role: 'viewer' }],
    });
  });

  test('a role with spaces in its name, written as a text', () => {
    expect(principal({ ...said, realm: { roles: 'Market admins' } })?.active.role).toBe('admin');
  });

  test('a claim whose own name has dots goes before a path', () => {
    expect(principal({ ...said, 'org.id': 'o2' })?.active.contexts.org).toBe('o2');
  });

  test('without a declared meaning gives nothing, whatever objects inherit', () => {
    const change = { role: { claim: 'role' }, audiences: { claim: 'aud' }, plan: { claim: 'plan' } };
    const strange = { ...said, role: 'constructor', aud: ['toString', '__proto__'], plan: 'hasOwnProperty' };
    expect(principal(strange, change)?.active).toEqual({
      contexts: { customer: 'u1', org: 'o1' },
      audiences: [],
      role: null,
    });
  });

  test('a plan, and a list of tools, which allows all where there is none and nothing where it cannot be read', () => {
    const [plan = ''] = Object.keys(server.plans);
    const change = { plan: { claim: 'tier' }, tools: 'tools' };
    expect(principal({ ...said, tier: plan, tools: ['whoami'] }, change)).toMatchObject({
      active: { plan },
      connection: { tools: ['whoami'] },
    });
    expect(principal(said, change)?.connection.tools).toBeNull();
    for (const tools of [[], 7, { all: true }, '']) {
      expect(principal({ ...said, tools }, change)?.connection.tools).toEqual([]);
    }
  });

  test('ends when it says, and hangs on person and client, not on itself', () => {
    const one = principal({ ...said, exp: 1_800_000_000, client_id: 'a', jti: '1' });
    const two = principal({ ...said, exp: 1_900_000_000, client_id: 'a', jti: '2' });
    expect(one?.connection.expiresAt).toEqual(new Date('2027-01-15T08:00:00Z'));
    expect(two?.connection.id).toBe(one?.connection.id);
    expect(principal({ ...said, client_id: 'b' })?.connection.id).not.toBe(one?.connection.id);
  });

  test('without the claim that names its bearer is nobody’s', () => {
    for (const sub of [undefined, '', null, ['u1'], { id: 'u1' }]) expect(principal({ ...said, sub })).toBeNull();
  });
});
