/** A node of PostgreSQL's plan in its own words, as `EXPLAIN (FORMAT JSON)` writes them; those that are used here. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Function Name'?: string;
  readonly 'CTE Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Join Type'?: string;
  readonly 'Startup Cost': number;
  readonly 'Total Cost': number;
  readonly 'Plan Rows': number;
  /** A loop; these two only where the query has run. */
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Sort Method'?: string;
  readonly 'Sort Space Used'?: number;
  readonly 'Sort Space Type'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A node in its place: its number from 1 in the order of the plan, whom it feeds, and the view it reads. */
export interface PlacedNode {
  readonly id: number;
  readonly parent: PlacedNode | null;
  readonly table: string | null;
  readonly node: PlanNode;
  /** Whether what is above may have taken only the first of its rows, so that it found fewer than it would have. */
  readonly stoppedEarly: boolean;
}

/** What reads all that is below it before it gives anything. */
const READS_ALL: ReadonlySet<string> = new Set(['Sort', 'Aggregate', 'Hash', 'WindowAgg']);

/** Depth first, each node before those that feed it. A node without a relation of its own has that of the one it feeds. */
export function placeNodes(root: PlanNode, tableOf: (relation: string) => string | null): readonly PlacedNode[] {
  const placed: PlacedNode[] = [];
  const place = (node: PlanNode, parent: PlacedNode | null): void => {
    const relation = node['Relation Name'] ?? node['Function Name'];
    const above = parent?.node['Node Type'] ?? '';
    const entry: PlacedNode = {
      id: placed.length + 1,
      parent,
      table:
        relation === undefined ? (node['Index Name'] === undefined ? null : tableAbove(parent)) : tableOf(relation),
      node,
      stoppedEarly: above === 'Limit' || (parent?.stoppedEarly === true && !READS_ALL.has(above)),
    };
    placed.push(entry);
    for (const child of node.Plans ?? []) place(child, entry);
  };
  place(root, null);
  return placed;
}

function tableAbove(node: PlacedNode | null): string | null {
  for (let at = node; at !== null; at = at.parent) if (at.table !== null) return at.table;
  return null;
}
