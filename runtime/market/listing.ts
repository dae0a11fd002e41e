import type { Knex } from 'knex';

/** What the language adds to the input of a list tool. */
export interface ListRequest {
  readonly limit: number;
  readonly offset: number;
  /** A field, with `-` before it for descending. */
  readonly sort: string;
  readonly filters?: { readonly [name: string]: Filter | undefined };
}

interface Filter {
  readonly eq?: unknown;
  readonly in?: readonly unknown[];
  readonly from?: string;
  readonly to?: string;
  readonly contains?: string;
}

/** Where the declared sort fields and filters live, and the unique column that makes every order total. */
export interface ListColumns {
  readonly fields: { readonly [field: string]: string };
  readonly key: string;
}

/** Filters, counts, orders and cuts a query: the rows of the page asked for and how many there are in all. */
export async function listPage<Row>(
  query: Knex.QueryBuilder,
  request: ListRequest,
  columns: ListColumns,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  for (const [name, filter] of Object.entries(request.filters ?? {})) {
    if (filter !== undefined) narrow(query, columnOf(columns, name), filter);
  }
  const counted = query.clone().clearSelect().count({ total: '*' }).first();
  const descending = request.sort.startsWith('-');
  const ordered = query
    .clone()
    .orderBy(columnOf(columns, request.sort.replace(/^-/, '')), descending ? 'desc' : 'asc')
    .orderBy(columns.key, descending ? 'desc' : 'asc')
    .limit(request.limit)
    .offset(request.offset);
  const total = Number((await counted).total);
  return { rows: (await ordered) as readonly Row[], total };
}

/** `from` and `to` include their ends; `contains` looks for the text as it stands, whatever its case. */
function narrow(query: Knex.QueryBuilder, column: string, filter: Filter): void {
  if (filter.eq !== undefined) query.where(column, filter.eq as Knex.Value);
  if (filter.in !== undefined) query.whereIn(column, filter.in as readonly Knex.Value[]);
  if (filter.from !== undefined) query.where(column, '>=', filter.from);
  if (filter.to !== undefined) query.where(column, '<=', filter.to);
  if (filter.contains !== undefined) query.whereILike(column, `%${filter.contains.replace(/[\\%_]/g, '\\$&')}%`);
}

function columnOf(columns: ListColumns, field: string): string {
  const column = columns.fields[field];
  if (column === undefined) throw new Error(`The list has no column for the declared field '${field}'.`);
  return column;
}
