import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Host } from '../host.js';
import type { Connection, Principal, Standing } from '../principal.js';
import { hashKey, makeKey } from './key-hash.js';

/** One key of the file, and whom it stands for. What is left out of it: both scopes, every tool, writes, asking. */
export interface FileKey extends Standing {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly tools?: readonly string[] | null;
  readonly writes?: boolean;
  readonly confirm?: 'ask' | 'waived';
}

interface StoredKey extends FileKey {
  readonly id: string;
  /** SHA-256 of the key, hexadecimal. The key itself is nowhere. */
  readonly sha256: string;
}

/**
 * Who calls, by a JSON file of keys: for projects without a database. The file is read again when it has changed.
 * Throws a sentence when it is missing or broken.
 */
export function identifyByKeyFile(path: string): Host['identify'] {
  let read = { at: Number.NaN, principals: new Map<string, Principal>() };
  const refresh = () => {
    const { mtimeMs } = statSync(path);
    if (mtimeMs === read.at) return;
    const keys = readKeyFile(path);
    read = { at: mtimeMs, principals: new Map(keys.map((key) => [key.sha256, toPrincipal(key)])) };
  };
  readKeyFile(path);
  return async ({ kind, value, session }) => {
    refresh();
    const principal = kind === 'bearer' ? read.principals.get(hashKey(value).toString('hex')) : undefined;
    return principal ? { ...principal, connection: { ...principal.connection, session } } : null;
  };
}

/** Adds a fresh key to the file, making it if need be, and returns the key: the only time it can be read. */
export function addFileKey(path: string, key: FileKey): string {
  const plain = makeKey();
  const id = `key_${randomBytes(12).toString('hex')}`;
  const present = existsSync(path) ? readKeyFile(path) : [];
  const stored: StoredKey = { id, sha256: hashKey(plain).toString('hex'), ...key };
  writeFileSync(path, `${JSON.stringify({ keys: [...present, stored] }, null, 2)}\n`, { mode: 0o600 });
  return plain;
}

function readKeyFile(path: string): readonly StoredKey[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`The key file ${path} cannot be read: ${(error as Error).message}.`);
  }
  const keys = (content as { keys?: unknown } | null)?.keys;
  if (Array.isArray(keys) && keys.every(isStoredKey)) return keys;
  throw new Error(
    `The key file ${path} is not as it should be: { "keys": [{ "id", "sha256", "name", "audiences": [], "contexts": {}, "role" }] }.`,
  );
}

function isStoredKey(value: unknown): value is StoredKey {
  const key = value as Partial<StoredKey> | null;
  return (
    typeof key?.id === 'string' &&
    typeof key.name === 'string' &&
    /^[0-9a-f]{64}$/.test(key.sha256 ?? '') &&
    Array.isArray(key.audiences) &&
    typeof key.contexts === 'object' &&
    (key.role === null || typeof key.role === 'string')
  );
}

function toPrincipal({ id, name, audiences, contexts, role, ...rights }: StoredKey): Principal {
  const active: Standing = { contexts, audiences, role };
  const connection: Connection = {
    id,
    kind: 'api_key',
    scopes: rights.scopes ?? ['mcp:read', 'mcp:write'],
    tools: rights.tools ?? null,
    writes: rights.writes ?? true,
    confirm: rights.confirm ?? 'ask',
    session: null,
  };
  return { id: name, name, connection, active, standings: [active] };
}
