import { randomBytes } from 'node:crypto';
import type { Principal } from '../../principal.js';
import type { Kernel } from '../call.js';

/** For how long a stored result can be read. */
const KEPT_MS = 3_600_000;

/** What stands for a stored result. */
export interface Pointer {
  readonly id: string;
  readonly expiresAt: Date;
}

/** Where the caller reads a stored result. */
export interface Place {
  /** For `resources/read`. */
  readonly uri: string;
  /** For `GET`, of the server's origin. */
  readonly path: string;
}

export function newPointer({ now }: Kernel): Pointer {
  const seconds = Math.floor((now().getTime() + KEPT_MS) / 1000);
  return { id: `res_${randomBytes(12).toString('hex')}`, expiresAt: new Date(seconds * 1000) };
}

/** `<server>://tool-result/<id>.<expiry>.<mac>`; the mac is of this principal and connection alone. */
export function placeOf({ server, keys }: Kernel, principal: Principal, { id, expiresAt }: Pointer): Place {
  const seconds = expiresAt.getTime() / 1000;
  const text = `${id}.${seconds}.${keys.pointers.sign(signed(principal, id, seconds))}`;
  return { uri: `${prefixOf(server.name)}${text}`, path: `/mcp/results/${text}` };
}

/** The text of a result's address, without the address; null for any other address. */
export function pointerText({ server }: Kernel, uri: string): string | null {
  const prefix = prefixOf(server.name);
  return uri.startsWith(prefix) ? uri.slice(prefix.length) : null;
}

/** The id, where this caller was given the pointer and it has not expired. */
export function readPointer({ keys, now }: Kernel, principal: Principal, text: string): string | null {
  const [, id, expiry, mac] = /^(res_[0-9a-f]{24})\.(\d{1,12})\.([\w-]{43})$/.exec(text) ?? [];
  if (id === undefined || expiry === undefined || mac === undefined) return null;
  const seconds = Number(expiry);
  if (!keys.pointers.verifies(signed(principal, id, seconds), mac)) return null;
  return now().getTime() < seconds * 1000 ? id : null;
}

function signed({ id: principal, connection }: Principal, id: string, seconds: number): string {
  return JSON.stringify([id, seconds, principal, connection.id]);
}

const prefixOf = (server: string) => `${server}://tool-result/`;
