import type { Knex } from 'knex';
import type { Connection } from 'toolwright/runtime';

/** What a way in remembers between calls. Both join the call's own transaction. */
export interface Connections {
  /** Makes an organization the one that calls of this connection act in. */
  activate(db: Knex.Transaction, connection: Connection, organizationId: string): Promise<void>;
  /** Adds an organization to those that this connection may use. */
  grant(db: Knex.Transaction, connection: Connection, organizationId: string): Promise<void>;
}
