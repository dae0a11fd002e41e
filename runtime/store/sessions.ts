/** A session of the Model Context Protocol up to 2025-11-25, as every process sees it: whose it is and where it lives. */
export interface SessionRow {
  readonly id: string;
  /** Where other processes reach the one that holds it: an origin, such as `http://10.0.0.5:3000`. */
  readonly owner: string;
  readonly principalId: string;
  readonly connectionId: string;
}

/** Which process holds which session. What a session is, only that process knows. */
export interface SessionStore {
  open(row: SessionRow): Promise<void>;
  find(id: string): Promise<SessionRow | null>;
  /** Sessions that are not there are nobody's concern. */
  remove(ids: readonly string[]): Promise<void>;
  /** That these are alive: what no process has said for two hours is forgotten. */
  touch(ids: readonly string[]): Promise<void>;
}
