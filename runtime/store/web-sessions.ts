import { createHash, randomBytes } from 'node:crypto';
import type { Also } from './connections.js';

/** A person who has signed in with a browser. */
export interface WebSession {
  /** `web_` and 24 hex digits: what may be told of it, such as the connection's id. */
  readonly id: string;
  readonly principalId: string;
  readonly openedAt: Date;
  readonly seenAt: Date;
  /** What the browser called itself when it was opened, and the address that it came from. */
  readonly agent: string;
  readonly address: string;
}

/** Who signs in, with which browser. */
export interface Opening extends Pick<WebSession, 'principalId' | 'agent' | 'address'> {
  readonly now: Date;
}

/** The token is the only way to a session. */
export interface Opened {
  readonly id: string;
  readonly token: string;
}

/** Runs last in the transaction that opens a session, which is not opened where it rejects. */
export type AlsoOpened = (handle: unknown, id: string) => Promise<void>;

/** What the browser keeps in its cookie is kept here as a hash only. Whatever ends a session ends it in every process at once. */
export interface WebSessions {
  open(opening: Opening, also?: AlsoOpened): Promise<Opened>;
  /** The live session of a token. Notes that it was seen, every five minutes at most. */
  find(token: string, now: Date): Promise<WebSession | null>;
  /**
   * Another token and another id in the place of a session's, which ends: what the browser has chosen to work in goes with it.
   * Null where there is none (any more).
   */
  renew(id: string): Promise<Opened | null>;
  /** Ends it for good. */
  end(token: string, also?: Also): Promise<void>;
  /** The live ones of a person, the last seen first; `principalId` null: everybody's. */
  list(principalId: string | null, now: Date): Promise<readonly WebSession[]>;
  /** Ends one by its id, for good. False where there is none, or it is somebody else's than `principalId`'s (null: anybody's). */
  revoke(id: string, principalId: string | null, also?: Also): Promise<boolean>;
  /** Ends all of a person's but one (null: all). */
  endOthers(principalId: string, keep: string | null, also?: Also): Promise<void>;
  /** The same within an open transaction of the host's database. */
  within(handle: unknown): WebSessions;
}

/** A session ends after a week without a request, and after thirty days in any case. */
export const idleMs = 7 * 86_400_000;
export const lifetimeMs = 30 * 86_400_000;
/** How exactly it is known when a session was seen last. */
export const seenEveryMs = 300_000;

export function newSession(): Opened {
  return { id: `web_${randomBytes(12).toString('hex')}`, token: randomBytes(32).toString('base64url') };
}

/** 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
