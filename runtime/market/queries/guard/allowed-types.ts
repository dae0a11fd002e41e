const groups = {
  truth: 'bool',
  numbers: 'int2 int4 int8 numeric float4 float8',
  text: 'text varchar bpchar',
  time: 'date time timetz timestamp timestamptz interval',
  others: 'uuid json jsonb',
};

/**
 * The types that a query may cast to, as PostgreSQL names them (`integer` is `int4`), and arrays of them. Not among them:
 * `regclass` and its kin and `oid`, which look into the catalogue, row types of tables, `xml`, `bytea`.
 */
export const allowedTypes: ReadonlySet<string> = new Set(Object.values(groups).flatMap((types) => types.split(' ')));
