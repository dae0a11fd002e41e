import fc from 'fast-check';
import { parseSync, scanSync } from 'libpg-query';
import { beforeAll, expect, test } from 'vitest';
import { type Guard, loadGuard } from '../../../runtime/market/queries/guard/guard.js';
import { readHonest } from './honest/read-honest.js';
import { tables } from './tables.js';

let guard: Guard;
beforeAll(async () => {
  guard = await loadGuard();
});

/** The honest queries in pieces: words, signs, texts. */
const honest = [...readHonest().values()].flat().map(({ sql }) => sql);
function piecesOf(sql: string): readonly string[] {
  const bytes = Buffer.from(sql);
  return scanSync(sql).tokens.map(({ start, end }) => bytes.toString('utf8', start, end));
}

/** What somebody would like to get in. */
const hostile = `customer|public.customer|pg_catalog.pg_authid|information_schema.tables|toolwright.api_key|pg_sleep(9)|
  set_config('a','b',false)|pg_read_file('x')|query_to_xml('x',true,true,'')|lo_import('x')|nextval('x')|dblink('x')|
  repeat('a',9)|version()|::regclass|::oid|::users|::xml|ctid|xmin|FOR UPDATE|INTO loot|UNION SELECT 1|EXCEPT SELECT 1|
  WITH RECURSIVE|TABLE customer|;|; DELETE FROM post|(DELETE FROM post RETURNING *)|--|/*|*/|'|"|$$|$1|COLLATE "C"|
  OPERATOR(public.+)|LIMIT 5000|LIMIT ALL|FETCH FIRST 1 ROW WITH TIES|TABLESAMPLE SYSTEM (1)|current_user|
  LATERAL pg_ls_dir('x')|(SELECT * FROM customer)|AS NOT MATERIALIZED|generate_series(1,99999999)|.pg_typeof|(users).*|(title).pg_sleep|.regclass|[1].pg_read_file|
  U&"custome\\0072"|"pg_sleep"(1)|XMLTABLE|JSON_TABLE|VALUES (1)|,|(|)|SELECT|FROM|WITH|AS|posts|users`
  .split('|')
  .map((piece) => piece.trim());

const mutated = fc
  .tuple(
    fc.nat(honest.length - 1),
    fc.array(fc.tuple(fc.nat(200), fc.nat(2), fc.constantFrom(...hostile)), { minLength: 1, maxLength: 3 }),
    fc.option(fc.nat(honest.length - 1), { freq: 4 }),
  )
  .map(([from, changes, other]) => {
    const pieces = [...piecesOf(honest[from] ?? '')];
    for (const [at, remove, insert] of changes) pieces.splice(at % (pieces.length + 1), remove, insert);
    if (other !== null) pieces.splice(pieces.length / 2, pieces.length, ...piecesOf(honest[other] ?? '').slice(3));
    return pieces.join(' ');
  });

interface Found {
  readonly tables: string[];
  readonly functions: string[];
  readonly types: string[];
  readonly columns: string[];
  readonly fields: string[];
  readonly kinds: Set<string>;
}

/** Everything in a tree, whatever it stands in: written apart from the guard's own walk. */
function find(tree: unknown, found: Found): void {
  if (Array.isArray(tree)) for (const part of tree) find(part, found);
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return;
  const named = (names: { String: { sval: string } }[]) => names.map(({ String: { sval } }) => sval).join('.');
  for (const [key, value] of Object.entries(tree)) {
    found.kinds.add(key);
    if (key === 'RangeVar')
      found.tables.push([value.catalogname, value.schemaname, value.relname].filter(Boolean).join('.'));
    if (key === 'CommonTableExpr') found.tables.push(`with ${value.ctename}`);
    if (key === 'FuncCall') found.functions.push(named(value.funcname));
    if (key === 'ColumnRef') found.columns.push(JSON.stringify(value.fields));
    if (key === 'indirection') found.fields.push(JSON.stringify(value));
    if (key === 'typeName') found.types.push(named(value.names));
    find(value, found);
  }
}

const forbiddenFunctions = /^(?!pg_catalog\.)(.*\.|pg_|lo_|dblink|set_|current_|query_to|xml|nextval|repeat|version)/;
const forbiddenTypes = /(^|\.)(reg.*|oid|xml|users|bytea)$/;
const forbiddenKinds =
  /^(intoClause|lockingClause|recursive|RangeTableSample|CollateClause|ParamRef|XmlExpr|RangeTableFunc|JsonTable|.*(Delete|Insert|Update|Merge)Stmt)$/;

test('no change to an honest query gets past the guard what is not in the lists', () => {
  let passed = 0;
  fc.assert(
    fc.property(mutated, (sql) => {
      const decided = guard(sql, { tables, maxRows: 1000 });
      if ('rejected' in decided) return;
      passed += 1;
      const { stmts = [] } = parseSync(decided.sql);
      expect(stmts).toHaveLength(1);
      const select = (stmts[0]?.stmt as { SelectStmt: Record<string, unknown> } | undefined)?.SelectStmt ?? {};
      expect(select).toMatchObject({ op: 'SETOP_NONE', limitOption: 'LIMIT_OPTION_COUNT' });
      const { ival = 0 } = (select.limitCount as { A_Const: { ival: { ival?: number } } }).A_Const.ival;
      expect(ival).toBe(decided.limit);
      expect(ival).toBeLessThanOrEqual(1000);

      const found: Found = { tables: [], functions: [], types: [], columns: [], fields: [], kinds: new Set() };
      find(stmts, found);
      for (const name of found.tables.filter((table) => !table.startsWith('with '))) {
        const plain = name.replace(/^reporting\./, '');
        expect(tables.has(plain) || found.tables.includes(`with ${name}`), name).toBe(true);
      }
      expect(found.functions.filter((name) => forbiddenFunctions.test(name))).toEqual([]);
      expect(found.types.filter((name) => forbiddenTypes.test(name))).toEqual([]);
      expect([...found.kinds].filter((kind) => forbiddenKinds.test(kind))).toEqual([]);
      expect(found.columns.filter((column) => /"(ctid|xmin|pg_typeof)"/.test(column))).toEqual([]);
      expect(found.fields.filter((field) => /pg_|reg(class|type)/.test(field))).toEqual([]);
      expect(JSON.stringify(stmts)).not.toMatch(/"SETOP_(UNION|INTERSECT|EXCEPT)"/);
    }),
    { numRuns: 1_500 },
  );
  // A test of refusals alone would say nothing.
  expect(passed).toBeGreaterThan(20);
});
