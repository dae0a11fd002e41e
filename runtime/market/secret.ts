import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of a server that was given none: made once, kept in `<home>/secret` for its owner alone. Of several
 * processes that start at once one writes it, and all read that one.
 */
export function keptSecret(home: string): string {
  const file = join(home, 'secret');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (!existsSync(file)) makeSecret(file);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${file} holds no secret of 32 characters. Delete it, or set TOOLWRIGHT_SECRET.`);
  return secret;
}

/** Written beside its place and linked into it whole: nobody reads half a secret, and the first one stays. */
function makeSecret(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
