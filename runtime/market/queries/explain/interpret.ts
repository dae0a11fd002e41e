import type { PlacedNode, PlanNode } from './plan-node.js';

/** What a plan means for one table, in sentences that begin with GOOD or WARNING. */
export interface Interpretation {
  readonly table: string;
  readonly analysis: readonly string[];
}

/** Fewer rows than this are read in no time, whatever way. */
const MATTERS = 1_000;

/** A second of work, or so. */
const PAIRS_MATTER = 100_000;

/** How far an estimate may be off. */
const MISJUDGED = 10;

/** Findings by table, in the order in which the plan names the tables. */
export function interpret(nodes: readonly PlacedNode[]): readonly Interpretation[] {
  const byTable = new Map<string, string[]>();
  const tell = (table: string, finding: string) => {
    const findings = byTable.get(table) ?? [];
    if (!findings.includes(finding)) findings.push(finding);
    byTable.set(table, findings);
  };
  for (const placed of nodes) {
    const table = placed.table ?? tableBelow(placed, nodes);
    if (table === null) continue;
    for (const finding of [access(placed), sort(placed), pairs(placed), estimate(placed, nodes)]) {
      if (finding !== null) tell(table, finding);
    }
  }
  return [...byTable].map(([table, analysis]) => ({ table, analysis }));
}

function access({ node, table }: PlacedNode): string | null {
  if (table === null) return null;
  const index = node['Index Name'];
  if (index !== undefined) return `GOOD: Using index: ${index}`;
  if (node['Node Type'] !== 'Seq Scan') return null;
  const rows = rowsRead(node);
  if (rows < MATTERS) return `GOOD: Full table scan, but of ${count(rows)} only, for which no index is worth it`;
  return `WARNING: Full table scan of ${count(rows)}. Compare a column that has an index in WHERE, such as its id; if this is asked often, let an index be made for what WHERE compares`;
}

function sort({ node }: PlacedNode): string | null {
  if (node['Sort Space Type'] !== 'Disk') return null;
  return `WARNING: Sort on disk, of ${node['Sort Space Used'] ?? 0} kB. Sort fewer rows or narrower ones: filter first, and select only the columns you need`;
}

/** Every row of one side is compared with every row that the other side gives for it: with few, where that has an index. */
function pairs({ node }: PlacedNode): string | null {
  const [outer, inner] = node.Plans ?? [];
  if (node['Node Type'] !== 'Nested Loop' || outer === undefined || inner === undefined) return null;
  const compared = rowsOf(outer) * rowsOf(inner) * (node['Actual Loops'] ?? 1);
  if (compared < PAIRS_MATTER) return null;
  return `WARNING: Nested loop over ${Math.round(compared)} pairs of rows. Join on columns that are equal, so that one pass over each table is enough, or filter before joining`;
}

/** Tells it once, of the node where it begins: those above only pass it on. */
function estimate(placed: PlacedNode, nodes: readonly PlacedNode[]): string | null {
  if (!isMisjudged(placed) || nodes.some((below) => below.parent === placed && isMisjudged(below))) return null;
  const { 'Plan Rows': expected, 'Node Type': type } = placed.node;
  return `WARNING: ${count(rowsOf(placed.node))} where ${count(expected)} were expected (${type}). The plan may be a bad one: compare columns as they are rather than results of functions, or let the table be analyzed`;
}

function isMisjudged({ node, stoppedEarly }: PlacedNode): boolean {
  const { 'Plan Rows': expected, 'Actual Rows': found } = node;
  if (found === undefined || node['Node Type'] === 'Limit' || Math.max(expected, found) < MATTERS) return false;
  return found > MISJUDGED * expected || (!stoppedEarly && found * MISJUDGED < expected);
}

/** Of one loop. */
const rowsOf = (node: PlanNode): number => node['Actual Rows'] ?? node['Plan Rows'];

/** All that was read to find those that are answered, over every loop; as expected, where it has not run. */
function rowsRead(node: PlanNode): number {
  const found = node['Actual Rows'];
  if (found === undefined) return node['Plan Rows'];
  return Math.round((found + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1));
}

/** What a node without a table of its own works on: the first table that feeds it. */
function tableBelow(placed: PlacedNode, nodes: readonly PlacedNode[]): string | null {
  const feeds = (node: PlacedNode): boolean => {
    for (let at = node.parent; at !== null; at = at.parent) if (at === placed) return true;
    return false;
  };
  return nodes.find((node) => node.table !== null && feeds(node))?.table ?? null;
}

const count = (rows: number): string => {
  const whole = Math.round(rows);
  return `${whole} ${whole === 1 ? 'row' : 'rows'}`;
};
