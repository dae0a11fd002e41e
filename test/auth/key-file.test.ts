import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addFileKey, identifyByKeyFile } from '../../runtime/auth/key-file.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tw-keys-'));
  path = join(folder, 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bearer = (value: string, session: string | null = null) => ({ kind: 'bearer', value, session }) as const;
const standing = { audiences: ['member'], contexts: { org: 'acme' }, role: 'writer' };

it('knows whom a key stands for, and nobody else', async () => {
  const writer = addFileKey(path, { name: 'writer', ...standing });
  const reader = addFileKey(path, {
    name: 'reader',
    ...standing,
    scopes: ['mcp:read'],
    tools: ['get'],
    writes: false,
    confirm: 'waived',
  });
  const identify = identifyByKeyFile(path);
  expect(await identify(bearer(writer, 'session-1'))).toEqual({
    id: 'writer',
    name: 'writer',
    connection: {
      id: expect.stringMatching(/^key_[0-9a-f]{24}$/),
      kind: 'api_key',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'ask',
      session: 'session-1',
    },
    active: standing,
    standings: [standing],
  });
  const rights = { scopes: ['mcp:read'], tools: ['get'], writes: false, confirm: 'waived', session: null };
  expect((await identify(bearer(reader)))?.connection).toMatchObject(rights);
  expect(await identify(bearer('sk_live_unknown'))).toBeNull();
  expect(await identify({ ...bearer(writer), kind: 'session' })).toBeNull();
});

it('holds no key in plain text, and only its owner reads it', () => {
  const key = addFileKey(path, { name: 'writer', ...standing });
  expect(readFileSync(path, 'utf8')).not.toContain(key.slice('sk_live_'.length));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('is read again when it has changed', async () => {
  const key = addFileKey(path, { name: 'writer', ...standing });
  const identify = identifyByKeyFile(path);
  expect(await identify(bearer(key))).not.toBeNull();
  writeFileSync(path, '{ "keys": [] }');
  utimesSync(path, 1, 1);
  expect(await identify(bearer(key))).toBeNull();
});

it.each([
  ['missing', null, /The key file .* cannot be read: ENOENT/],
  ['no JSON', '{', /The key file .* cannot be read: /],
  ['something else', '{ "keys": [{ "name": "x" }] }', /The key file .* is not as it should be: \{ "keys"/],
])('that is %s is refused with a sentence', (_, content, sentence) => {
  if (content !== null) writeFileSync(path, content);
  expect(() => identifyByKeyFile(path)).toThrow(sentence);
});

it('goes with a store in memory, which production refuses', () => {
  expect(() => createMemoryStore({ NODE_ENV: 'production' })).toThrow(
    'In production give the server a PostgreSQL store.',
  );
  expect(() => createMemoryStore({})).not.toThrow();
});
