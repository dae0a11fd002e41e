/** Where the walk is, and what it has counted up to there. */
export interface Place {
  /** Names of WITH that are tables here. */
  readonly scope: ReadonlySet<string>;
  readonly depth: number;
  readonly query: QueryAccount;
}

/** What is known of the whole query; the walk adds to it. */
export interface QueryAccount {
  readonly allowed: ReadonlySet<string>;
  readonly tables: Set<string>;
  /** Of each function in FROM, by its name there, the columns. */
  readonly functions: ReadonlyMap<string, ReadonlySet<string>>;
  nodes: number;
  relations: number;
  seriesRows: number;
}
