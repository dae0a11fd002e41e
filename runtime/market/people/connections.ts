import type { Knex } from 'knex';
import type { Connection } from 'toolwright/runtime';
import { grantTenant, setActiveTenant } from '../../auth/connection-state.js';

/**
 * What a way in remembers between calls. Everything joins the call's own transaction; and once that has committed, this
 * process looks the caller up anew, so that the caller's very next call already acts on it. Other processes are told
 * by the database's notice, and a write asks again in any case.
 */
export interface Connections {
  /** Makes an organization the one that calls of this connection act in. */
  activate(db: Knex.Transaction, connection: Connection, organizationId: string): Promise<void>;
  /** Adds an organization to those that the calling connection may use. */
  grant(db: Knex.Transaction, connection: Connection, organizationId: string): Promise<void>;
  /** For a change of the caller's own standing that the connection itself does not show: leaving. */
  changed(db: Knex.Transaction, connection: Connection): void;
}

/** `forget` drops what this process remembers of a connection's principals. */
export function createConnections(forget: (connectionId: string) => void): Connections {
  const changed: Connections['changed'] = (db, { id }) => {
    db.executionPromise.then(
      () => forget(id),
      () => {},
    );
  };
  return {
    async activate(db, connection, organizationId) {
      await setActiveTenant(db, connection, organizationId);
      changed(db, connection);
    },
    async grant(db, connection, organizationId) {
      await grantTenant(db, connection, organizationId);
      changed(db, connection);
    },
    changed,
  };
}
