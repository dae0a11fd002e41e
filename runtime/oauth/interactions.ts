import type { Exchange } from '../http/exchange.js';
import type { Also, ConnectionSettings, KeptConnection, OauthClient } from '../store/connections.js';

/** A program that asks to be let in, by what it says of itself. */
export interface AskingClient extends OauthClient {
  readonly logoUri: string | null;
  readonly clientUri: string | null;
  /** `document`: whoever has the host can say so; `registration`: anybody can. */
  readonly identified: 'document' | 'registration';
  /** Where the person's answer goes. */
  readonly redirectUri: string;
}

/** What a client asks of the person who is signed in in this browser. */
export interface Asking {
  readonly uid: string;
  readonly principalId: string;
  readonly client: AskingClient;
  /** Of `mcp:read` and `mcp:write`, what it asks for. */
  readonly scopes: readonly string[];
  /** What this browser has granted the client before, to be changed by the answer. */
  readonly existing: KeptConnection | null;
}

/** Requests for authorization that wait for a person. The path ends with the `uid` of one. */
export interface Interactions {
  /** Null where nobody is signed in, and where nothing waits for an answer from this browser. */
  of(exchange: Exchange): Promise<Asking | null>;
  /**
   * Makes the connection and sends the browser back to the client. Nothing beyond what was asked for now or granted before is
   * granted. Throws a PageError where nothing waits.
   */
  agree(exchange: Exchange, settings: ConnectionSettings, also: Also): Promise<void>;
  /** Sends the browser back to the client with `access_denied`. */
  refuse(exchange: Exchange): Promise<void>;
}
