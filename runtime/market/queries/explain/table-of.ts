import { views } from '../views.js';

/** The audit is kept by day, a table a day. */
const partOf = (relation: string): string => (/^audit_/.test(relation) ? 'audit' : relation);

/**
 * The view that a plan means by a table: among those that the query reads, one whose rows are the table's, else one that
 * leans on it. Null for a table behind none of them.
 */
export function tableIn(tables: readonly string[]): (relation: string) => string | null {
  const behind = tables.map((table) => ({ table, relations: behindView(table) }));
  return (relation) => {
    const name = partOf(relation);
    const found =
      behind.find(({ relations }) => relations[0] === name) ?? behind.find(({ relations }) => relations.includes(name));
    return found?.table ?? null;
  };
}

const behindView = (table: string): readonly string[] =>
  Object.hasOwn(views, table) ? views[table as keyof typeof views] : [];
