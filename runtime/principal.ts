/**
 * Who calls. A host makes a Principal of a credential; the gates read nothing else of the caller.
 */

/** What one tenant (or none) makes of the caller: a person may be owner in one organization and viewer in another. */
export interface Standing {
  /** Context name to id: `{ customer: 'cus_…', org: 'org_…' }`. Without a tenant the tenant's key is absent. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly audiences: readonly string[];
  /** A role of `server.yaml`, or null for one without privileges. */
  readonly role: string | null;
  /** In the place of what the role has by `server.yaml`: of a role that is not declared there. */
  readonly privileges?: readonly string[];
  /** Which of the kept roles `privileges` are, and as of which version. */
  readonly customRole?: { readonly id: string; readonly version: number };
  /** The tenant's plan, one of `server.yaml`; absent: its calls are not counted. */
  readonly plan?: string;
}

/** One way in: an API key, an OAuth grant, a browser session. */
export interface Connection {
  readonly id: string;
  readonly kind: 'api_key' | 'oauth' | 'session' | 'local';
  /** `mcp:read`, `mcp:write`. */
  readonly scopes: readonly string[];
  /** Wire names; null: whatever the role may. An empty list allows nothing. */
  readonly tools: readonly string[] | null;
  readonly writes: boolean;
  readonly confirm: 'ask' | 'waived';
  /** In the place of every tool's own rate: how often each of them may be called by this connection. */
  readonly rate?: { readonly calls: number; readonly per: 'second' | 'minute' | 'hour' };
  /** When it ends by itself; absent: it does not. Whoever remembers a principal remembers it no longer than that. */
  readonly expiresAt?: Date;
  /** The client's own session id (`Mcp-Session-Id`, `X-MCP-Session-ID`), where it sends one. */
  readonly session: string | null;
}

export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly connection: Connection;
  /** The standing that gates this call. */
  readonly active: Standing;
  /** Every granted standing, the active one among them: what tools/list shows is their union. */
  readonly standings: readonly Standing[];
}

/** As it came over the wire, nothing looked up yet. */
export interface Credential {
  readonly kind: 'bearer' | 'session';
  readonly value: string;
  readonly session: string | null;
}
