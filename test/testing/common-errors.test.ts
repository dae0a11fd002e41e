import { beforeAll, describe, expect, test } from 'vitest';
import { commonErrors } from '../../generator/check/common-errors.js';
import { programs } from '../mutate/stages.js';

/** By which kind of check: its name up to the first colon, or `the server` for what is answered before any tool is found. */
const reachedBy = {
  PARSE_ERROR: 'the server',
  INVALID_REQUEST: 'the server',
  METHOD_NOT_FOUND: 'the server',
  UNKNOWN_TOOL: 'the server',
  UNKNOWN_RESOURCE: 'unknown',
  UNKNOWN_PROMPT: 'unknown',
  UNAUTHORIZED: 'the server',
  INVALID_ORIGIN: 'the server',
  FORBIDDEN: 'access',
  INSUFFICIENT_SCOPE: 'scope',
  WRITE_NOT_ALLOWED: 'write gate',
  RATE_LIMITED: 'rate',
  SERVER_DISABLED: 'switches',
  BODY_TOO_LARGE: 'the server',
  MISSING_WORKSPACE_CONTEXT: 'access',
  VALIDATION_ERROR: 'input',
  DEPENDENCY_NOT_MET: 'dependencies',
  QUOTA_EXCEEDED: 'quota',
  CONFIRMATION_REQUIRED: 'confirm',
  DECLINED: 'confirm',
  INPUT_REQUIRED: 'asks',
  INVALID_REQUEST_STATE: 'confirm',
  CONFLICT: 'idempotency',
  NOT_FOUND: 'example',
  TOOL_RETIRED: 'deprecation',
  FORBIDDEN_QUERY: 'example',
  TIMEOUT: 'timeout',
  OUTPUT_INVALID: 'unexpected',
  INTERNAL_ERROR: 'unexpected',
} as const;

/** Tools that use the client are fixtures of the protocol; and only a composite's step is ever told that it has no dry run. */
const elsewhere = {
  CLIENT_CANNOT: 'test/conformance/spec/fixtures/client/test_missing_capability.yaml',
  NO_DRY_RUN: 'test/call/composite.test.ts',
} as const;

/** By code, the kinds of check that reach it: their name up to its first colon. */
const reached = new Map<string, Set<string>>();

beforeAll(async () => {
  for (const { proofs } of programs.values()) {
    for (const { check } of await proofs()) {
      for (const key of check.keys) {
        const code = /^server\.errors\.(\w+)$/.exec(key)?.[1];
        if (code === undefined) continue;
        const kind = check.name.includes(':') ? (check.name.split(':')[0] ?? '') : 'the server';
        reached.set(code, (reached.get(code) ?? new Set()).add(kind));
      }
    }
  }
}, 300_000);

describe('every common error is reached by a check', () => {
  test.each(Object.entries(reachedBy))('%s by %s', (code, kind) => {
    expect([...(reached.get(code) ?? [])]).toContain(kind);
  });

  test.each(Object.keys(elsewhere))('%s by none that is generated', (code) => {
    expect(reached.get(code)).toBeUndefined();
  });

  test('and none is forgotten', () => {
    expect([...Object.keys(reachedBy), ...Object.keys(elsewhere)].sort()).toEqual(Object.keys(commonErrors).sort());
  });
});
