/** Rows of one entity that a call has written, or would write: the table's name and the primary keys. */
export interface Write {
  readonly entity: string;
  readonly operation: 'insert' | 'update' | 'delete';
  /** A composite key's parts are joined by `/`. Of inserts, the ids that the rows had until they were rolled back. */
  readonly ids: readonly string[];
}
