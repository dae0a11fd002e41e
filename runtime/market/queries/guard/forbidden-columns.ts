/** Columns that every table of PostgreSQL has and that say how it is stored. */
export const systemColumns: ReadonlySet<string> = new Set('ctid xmin xmax cmin cmax tableoid'.split(' '));
