import type { Rate } from './limiter.js';

/** What a connection may do, and which tenants it may do it in. */
export interface ConnectionSettings {
  readonly scopes: readonly string[];
  /** Wire names; null: whatever the role may. */
  readonly tools: readonly string[] | null;
  readonly writes: boolean;
  readonly confirm: 'ask' | 'waived';
  /** Every tenant that the principal belongs to, also later. */
  readonly allTenants: boolean;
  /** Tenant ids, where not all. */
  readonly tenants: readonly string[];
  /** In the place of every tool's own rate; null: those hold. */
  readonly rate: Rate | null;
  readonly expiresAt: Date | null;
}

/** The program that a person has let in by OAuth, as it called itself then: nobody has verified it. */
export interface OauthClient {
  /** The URL of its metadata document, or what it was registered under. */
  readonly id: string;
  readonly name: string;
  /** The host that it sends people back to, or its metadata document's. */
  readonly host: string;
}

/** One way in that is kept until it is revoked or ends by itself: an API key, or what a person has granted by OAuth. */
export interface KeptConnection extends ConnectionSettings {
  /** `key_` or `con_` and 24 hex digits. */
  readonly id: string;
  readonly kind: 'api_key' | 'oauth';
  readonly principalId: string;
  /** Told to people, to know it by. */
  readonly name: string;
  /** The first characters of a key; null for a grant. */
  readonly prefix: string | null;
  /** Null for a key. */
  readonly client: OauthClient | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Within five minutes. */
  readonly lastUsedAt: Date | null;
}

/** Runs last in the transaction that makes a change, which does not happen where it rejects: for the audit. */
export type Also = (handle: unknown) => Promise<void>;

/** A grant that has just ended, and whose it was. */
export interface EndedGrant {
  readonly id: string;
  readonly principalId: string;
}

/** What a person consents to. */
export interface Granting {
  /** The id by which the authorization server knows the grant. */
  readonly grantId: string;
  readonly principalId: string;
  readonly client: OauthClient;
  readonly settings: ConnectionSettings;
}

/** What people have let in. `principalId` null: whoever's it is, for those who run the platform. */
export interface Connections {
  /** The newest first, what has ended included. */
  list(principalId: string | null): Promise<readonly KeptConnection[]>;
  /**
   * Everybody's, those that have not been revoked and the newest first: with a text in the name, the program's name or its host, or of that
   * id, prefix or principal. Empty: all.
   */
  search(text: string, most: number): Promise<readonly KeptConnection[]>;
  find(id: string, principalId: string | null): Promise<KeptConnection | null>;
  /** A new key in plain text: the only time that anybody can read it. */
  makeKey(
    key: { readonly principalId: string; readonly name: string; readonly settings: ConnectionSettings },
    also?: Also,
  ): Promise<{ readonly id: string; readonly key: string }>;
  /** A new connection, or, of a grant that has one, its settings anew: its id. */
  grant(granting: Granting, also?: Also): Promise<string>;
  /** False where there is no live one, or it is somebody else's. In force in every process at once. */
  change(
    id: string,
    change: {
      readonly principalId: string | null;
      readonly settings: Partial<ConnectionSettings> & { readonly name?: string };
    },
    also?: Also,
  ): Promise<boolean>;
  /** Ends one for good, tokens included. False where there is no live one, or it is somebody else's. */
  revoke(id: string, principalId: string | null, also?: Also): Promise<boolean>;
  /** The same by the authorization server's id; quiet where it has ended already. */
  revokeGrant(grantId: string, also: (handle: unknown, ended: EndedGrant) => Promise<void>): Promise<void>;
  /** The live connection of a grant. */
  ofGrant(grantId: string): Promise<KeptConnection | null>;
}
