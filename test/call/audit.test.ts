import { describe, expect, test } from 'vitest';
import { redact } from '../../runtime/call/audit/redact.js';
import { redactText } from '../../runtime/call/audit/redact-text.js';
import type { Shape } from '../../runtime/tool.js';
import { caller, Desk, object, tool } from './desk.js';

const input = object(
  {
    id: { type: 'string' },
    token: { type: 'string', sensitivity: 'secret' },
    people: {
      type: 'array',
      items: object({ mail: { type: 'string', sensitivity: 'pii' }, age: { type: 'integer' } }),
    },
    free: { type: 'object', additionalProperties: true },
  },
  [],
);

describe('the audit', () => {
  test('has a row of every refusal, with the gate and the redacted arguments', async () => {
    const desk = new Desk(tool({ input }));
    await desk.call(
      { id: 'n1', token: 'swordfish', tokne: 'swordfish' },
      { principal: caller({ role: 'none' }), wire: 'rest' },
    );
    expect(desk.audit).toEqual([
      {
        id: expect.stringMatching(/^aud_[0-9a-f]{24}$/),
        parentId: null,
        at: new Date('2026-11-21T12:00:00Z'),
        traceId: '0123456789abcdef0123456789abcdef',
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        principalId: 'per_1',
        connectionId: 'con_1',
        tenantId: 'org_1',
        wire: 'rest',
        tool: 'get_note',
        action: null,
        writeMode: 'read',
        arguments: { id: 'n1', token: '[secret]', tokne: '[unknown]' },
        outcome: 'FORBIDDEN',
        gate: 'privilege',
        durationMs: expect.any(Number),
        dryRun: false,
        replayed: false,
        facts: [],
        systemReasons: [],
      },
    ]);
  });

  test('has one of an unknown tool, without its arguments', async () => {
    const desk = new Desk(tool());
    await desk.call({ token: 'swordfish' }, { name: 'no\u0000thing', principal: caller({ contexts: {} }) });
    expect(desk.audit).toMatchObject([
      {
        tool: 'nothing',
        action: null,
        writeMode: null,
        arguments: null,
        tenantId: null,
        outcome: 'UNKNOWN_TOOL',
        gate: 'find',
      },
    ]);
  });

  test('survives what the arguments may hold', async () => {
    const desk = new Desk(tool({ input }));
    const deep = JSON.parse(`${'['.repeat(50_000)}1${']'.repeat(50_000)}`);
    expect(await desk.call({ free: { deep }, id: 'a\0b' })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(JSON.stringify(desk.audit).length).toBeLessThan(2_000);
    expect(desk.audit).toMatchObject([{ arguments: { id: 'a\ufffdb' } }]);
  });
});

describe('redaction', () => {
  test.each<[unknown, unknown]>([
    [{ people: [{ mail: 'ana@example.com', age: 7 }] }, { people: [{ mail: '[pii]', age: 7 }] }],
    [{ people: '[{"mail":"ana@example.com"}]' }, { people: '[text]' }],
    [{ token: null }, { token: null }],
    [{ token: { nested: 'swordfish' } }, { token: '[secret]' }],
    [{ free: { a: { b: 'x' } } }, { free: { a: { b: 'x' } } }],
    [{ id: ['swordfish'] }, { id: ['[unknown]'] }],
    [{ id: { a: 'swordfish' } }, { id: { a: '[unknown]' } }],
    ['swordfish', '[text]'],
    [['swordfish'], ['[unknown]']],
    [{ id: 'x'.repeat(2_000) }, { id: `${'x'.repeat(1_000)}…` }],
  ])('%j becomes %j', (value, kept) => {
    expect(redact(value, input)).toEqual(kept);
  });

  test('of a fragment of another schema keeps what nobody called sensitive', () => {
    const raw: Shape = { raw: { type: 'object' } };
    expect(redact({ a: [{ b: 1 }], c: 'Bearer abcdefgh' }, raw)).toEqual({ a: [{ b: 1 }], c: 'Bearer [token]' });
  });

  test.each([
    ['key sk_demo_acme-owner_ro here', 'key [token] here'],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [token]'],
    ['Basic dXNlcjpwYXNz', 'Basic [token]'],
    ['eyJhbGciOiJI.eyJzdWIiOiIx.sig-nature', '[token]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after', '[private key] after'],
    ['-----BEGIN PRIVATE KEY-----\ncut off', '[private key]'],
    ['git clone https://ana:swordfish@example.com/x.git', 'git clone https://[credentials]@example.com/x.git'],
    ['ghp_abcdefghijklmnop and whsec_abcdefgh', '[token] and [token]'],
    ['a plain sentence: https://example.com/a@b?c=d:e', 'a plain sentence: https://example.com/a@b?c=d:e'],
  ])('%j', (text, kept) => {
    expect(redactText(text)).toBe(kept);
  });

  test.each([['-----BEGIN PRIVATE KEY-----'], ['eyJ'], ['a://'], ['Bearer '], ['sk_'], ['x://a:']])(
    'ends on a long text of %j',
    (part) => {
      expect(redactText(part.repeat(50_000)).length).toBeGreaterThan(0);
    },
  );
});
