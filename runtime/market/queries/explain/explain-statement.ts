import { QueryProblem } from '../query-problem.js';
import type { Rows } from '../run/run-statement.js';
import { type Interpretation, interpret } from './interpret.js';
import { type PlacedNode, type PlanNode, placeNodes } from './plan-node.js';
import { tableIn } from './table-of.js';

/** A node of the plan: the words are PostgreSQL's, in snake_case; what does not apply is left out. */
export interface PlanRow {
  readonly id: number;
  readonly parent_id?: number;
  readonly node_type: string;
  /** The view that it reads, whatever tables stand behind it. */
  readonly table?: string;
  readonly index_name?: string;
  readonly join_type?: string;
  readonly startup_cost: number;
  readonly total_cost: number;
  readonly plan_rows: number;
  readonly actual_rows?: number;
  readonly actual_loops?: number;
  readonly rows_removed_by_filter?: number;
  readonly sort_method?: string;
  readonly sort_space_type?: string;
  readonly sort_space_used?: number;
}

export interface Explained {
  readonly explain: readonly PlanRow[];
  readonly interpretation: readonly Interpretation[];
}

/** The two ways to ask for a plan: having it run, within the limits of every query, and without. */
export interface Ways {
  analyzed(sql: string): Promise<Rows>;
  planned(sql: string): Promise<Rows>;
}

/** Runs the query to tell what really happened; what takes too long is told as PostgreSQL would go about it. */
export async function explainStatement(sql: string, tables: readonly string[], ways: Ways): Promise<Explained> {
  const nodes = placeNodes(await planOf(sql, ways), tableIn(tables));
  return { explain: nodes.map(toRow), interpretation: interpret(nodes) };
}

async function planOf(sql: string, { analyzed, planned }: Ways): Promise<PlanNode> {
  const { rows } = await analyzed(`explain (format json, analyze, timing off, buffers off, summary off) ${sql}`).catch(
    (error) => {
      if (!(error instanceof QueryProblem && error.code === 'QUERY_TIMEOUT')) throw error;
      return planned(`explain (format json) ${sql}`);
    },
  );
  const [plan] = (rows[0]?.['QUERY PLAN'] ?? []) as { Plan: PlanNode }[];
  if (plan === undefined) throw new Error('PostgreSQL answered an EXPLAIN without a plan.');
  return plan.Plan;
}

function toRow({ id, parent, table, node }: PlacedNode): PlanRow {
  const told = {
    parent_id: parent?.id,
    table: table ?? undefined,
    index_name: node['Index Name'],
    join_type: node['Join Type'],
    actual_rows: node['Actual Rows'],
    actual_loops: node['Actual Loops'],
    rows_removed_by_filter: node['Rows Removed by Filter'],
    sort_method: node['Sort Method'],
    sort_space_type: node['Sort Space Type'],
    sort_space_used: node['Sort Space Used'],
  };
  return {
    id,
    node_type: node['Node Type'],
    startup_cost: node['Startup Cost'],
    total_cost: node['Total Cost'],
    plan_rows: node['Plan Rows'],
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Partial<PlanRow>),
  };
}
