import { type Fields, isFields, listOf, namesIn, nodeOf } from './fields.js';

/** Functions that name their columns themselves, whatever they go by: `value`, or `key` and `value`. */
export const namesItsColumns = /^jsonb?_(array_elements|each)(_text)?$/;

/**
 * The columns of each function in any FROM of a tree, by the name that it goes by there. PostgreSQL reads `n.pg_sleep` as
 * `pg_sleep(n)` where n is a function that answers values and has no such column. Which of two that share a name is meant
 * is for PostgreSQL to say: such a name has only the columns that both have.
 */
export function functionColumns(tree: Fields): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const left: unknown[] = [tree];
  while (left.length > 0) {
    const part = left.pop();
    if (Array.isArray(part)) left.push(...part);
    if (!isFields(part)) continue;
    const called = nodeOf(part, 'RangeFunction');
    if (called !== undefined) {
      const { name, columns } = named(called);
      const before = found.get(name);
      found.set(name, before === undefined ? columns : new Set([...columns].filter((column) => before.has(column))));
    }
    left.push(...Object.values(part));
  }
  return found;
}

/** The calls of a function in FROM, by name; empty for what is there and is none, such as COALESCE. */
export function calledIn({ functions }: Fields): readonly string[] {
  return listOf(functions).map((each) => {
    const [call] = listOf(nodeOf(each, 'List')?.items);
    return namesIn(nodeOf(call, 'FuncCall')?.funcname).at(-1) ?? '';
  });
}

function named(called: Fields): { readonly name: string; readonly columns: ReadonlySet<string> } {
  const alias = isFields(called.alias) ? called.alias : {};
  const [call = ''] = calledIn(called);
  const name = typeof alias.aliasname === 'string' ? alias.aliasname : call;
  const given = namesIn(alias.colnames);
  return { name, columns: new Set(given.length > 0 ? given : namesItsColumns.test(call) ? [] : [name]) };
}
