import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptSecret } from '../../runtime/market/secret.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tw-secret-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('is made once, long, and readable by its owner alone', () => {
  const secret = keptSecret(join(home, 'new'));
  expect(secret).toMatch(/^[\w-]{64}$/);
  expect(keptSecret(join(home, 'new'))).toBe(secret);
  expect(statSync(join(home, 'new', 'secret')).mode & 0o777).toBe(0o600);
});

it('is not taken when somebody cut it short', () => {
  writeFileSync(join(home, 'secret'), 'short');
  expect(() => keptSecret(home)).toThrow('holds no secret of 32 characters');
});
