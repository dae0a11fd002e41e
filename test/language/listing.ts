import type { Knex } from 'knex';

/** What a list tool of any page style is asked for: `size` rows from `skip` on. */
export interface ListRequest {
  readonly skip: number;
  readonly size: number;
  /** A field, with `-` before it for descending. */
  readonly sort: string;
  readonly filters: { readonly [name: string]: object | undefined } | undefined;
}

/** The rows asked for and how many there are in all. `columns` says where fields live; `id` makes every order total. */
export async function listPage<Row>(
  query: Knex.QueryBuilder,
  { skip, size, sort, filters }: ListRequest,
  columns: Readonly<Record<string, string>>,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  for (const [name, filter] of Object.entries(filters ?? {})) {
    for (const [operator, value] of Object.entries(filter ?? {})) {
      operators[operator]?.(query, columns[name] ?? name, value);
    }
  }
  const field = sort.replace(/^-/, '');
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const counted = await query.clone().count({ total: '*' }).first();
  const rows = await query
    .clone()
    .select('*')
    .orderBy(columns[field] ?? field, direction)
    .orderBy('id', direction)
    .limit(size)
    .offset(skip);
  return { rows, total: Number(counted.total) };
}

type Narrow = (query: Knex.QueryBuilder, column: string, value: Knex.Value) => unknown;

const operators: Readonly<Record<string, Narrow>> = {
  eq: (query, column, value) => query.where(column, value),
  in: (query, column, values) => query.whereIn(column, values as readonly Knex.Value[]),
  from: (query, column, value) => query.where(column, '>=', value),
  to: (query, column, value) => query.where(column, '<=', value),
  contains: (query, column, part) => query.whereILike(column, `%${String(part).replace(/[\\%_]/g, '\\$&')}%`),
};
