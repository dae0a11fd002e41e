import { createHash, randomBytes } from 'node:crypto';
import type { Also } from './connections.js';

/** A person who has signed in with a browser. */
export interface WebSession {
  /** `web_` and 24 hex digits: what may be told of it, such as the connection's id. */
  readonly id: string;
  readonly principalId: string;
  readonly openedAt: Date;
  readonly seenAt: Date;
}

/** What the browser keeps in its cookie is kept here as a hash only. */
export interface WebSessions {
  /** A new session; the token is the only way to it. */
  open(principalId: string, now: Date): Promise<{ readonly id: string; readonly token: string }>;
  /** The live session of a token. Notes that it was seen, every five minutes at most. */
  find(token: string, now: Date): Promise<WebSession | null>;
  /** Ends it for good, in every process at once. */
  end(token: string): Promise<void>;
  /** The live ones of a person, the last seen first; `principalId` null: everybody's. */
  list(principalId: string | null, now: Date): Promise<readonly WebSession[]>;
  /** Ends one by its id, as `end` does. False where there is none, or it is somebody else's than `principalId`'s (null: anybody's). */
  revoke(id: string, principalId: string | null, also?: Also): Promise<boolean>;
}

/** A session ends after a week without a request, and after thirty days in any case. */
export const idleMs = 7 * 86_400_000;
export const lifetimeMs = 30 * 86_400_000;
/** How exactly it is known when a session was seen last. */
export const seenEveryMs = 300_000;

export function newSession(): { readonly id: string; readonly token: string } {
  return { id: `web_${randomBytes(12).toString('hex')}`, token: randomBytes(32).toString('base64url') };
}

/** 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
