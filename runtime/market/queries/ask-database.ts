import type { PlanRow } from './explain/explain-statement.js';
import type { Interpretation } from './explain/interpret.js';
import type { Guard } from './guard/guard.js';
import { MAX_ROWS, type Queries } from './queries.js';
import { QueryProblem } from './query-problem.js';
import type { Rows } from './run/run-statement.js';
import { tables } from './views.js';

/** A plan as people are told it, with the text that runs. */
export interface ToldPlan {
  readonly explain: readonly PlanRow[];
  readonly query: string;
  readonly interpretation: readonly Interpretation[];
}

/** The way of a query that a person has written: past the guard, then to who may read the views alone. */
export interface AskDatabase {
  rows(query: string, signal: AbortSignal): Promise<Rows>;
  explain(query: string, signal: AbortSignal): Promise<ToldPlan>;
}

const allowed: ReadonlySet<string> = new Set(tables);

/** The guard is loaded with the first query: it is PostgreSQL's whole grammar. */
export function askDatabase(queries: Queries): AskDatabase {
  let loading: Promise<Guard> | undefined;
  async function pass(query: string, maxRows: number) {
    loading ??= import('./guard/guard.js').then(({ loadGuard }) => loadGuard());
    const decided = (await loading)(query, { tables: allowed, maxRows });
    if ('rejected' in decided) throw new QueryProblem('FORBIDDEN_QUERY', decided.rejected);
    return decided;
  }
  return {
    async rows(query, signal) {
      // One more than is answered, so that it is known whether there are more.
      const { sql } = await pass(query, MAX_ROWS + 1);
      return queries.rows(sql, signal);
    },
    async explain(query, signal) {
      const { sql, tables: read } = await pass(query, MAX_ROWS);
      const { explain, interpretation } = await queries.explain(sql, read, signal);
      return { explain, query: sql, interpretation };
    },
  };
}
