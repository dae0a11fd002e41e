import { allowedFunctions, allowedValueFunctions, grammarFunctions } from './allowed-functions.js';
import { allowedOperators } from './allowed-operators.js';
import { allowedTypes } from './allowed-types.js';
import { argumentRules } from './bounded-functions.js';
import { bounds } from './bounds.js';
import { type Fields, integerOf, listOf, namesIn } from './fields.js';
import { rowFunctions, systemColumns } from './forbidden-columns.js';
import { writtenAs } from './foreign-functions.js';
import { calledIn } from './function-columns.js';
import type { Place } from './place.js';
import { reasons } from './reasons.js';
import { rowFields } from './row-fields.js';
import { isTable } from './statement.js';

/** Why a node of its kind is refused; undefined if nothing is against it. Its children are walked after it. */
export type Rule = (fields: Fields, place: Place) => string | undefined;

/** What is asked of nodes beyond their being in `allowedNodes`. */
export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['SelectStmt', refuseSelect],
  [
    'CommonTableExpr',
    ({ ctematerialized }) => (ctematerialized === 'CTEMaterializeNever' ? reasons.notMaterialized : undefined),
  ],
  ['RangeVar', refuseRelation],
  ['RangeSubselect', countRelation],
  ['RangeFunction', refuseRangeFunction],
  ['ColumnRef', refuseColumn],
  ['A_Indirection', refuseField],
  ['String', refuseName],
  ['A_Expr', refuseOperator],
  ['SubLink', ({ operName }) => (operName === undefined ? undefined : operatorReason(namesIn(operName)))],
  ['FuncCall', refuseFunction],
  ['SQLValueFunction', ({ op }) => (allowedValueFunctions.has(String(op)) ? undefined : reasons.valueFunction)],
  ['TypeName', refuseType],
]);

function refuseSelect(select: Fields): string | undefined {
  const setOperation = /^SETOP_(UNION|INTERSECT|EXCEPT)$/.exec(String(select.op))?.[1];
  if (setOperation !== undefined) return reasons.keyword(setOperation);
  return isTable(select) ? reasons.table : undefined;
}

function countRelation(_: Fields, { query }: Place): string | undefined {
  query.relations += 1;
  return query.relations > bounds.relations ? reasons.tooManyRelations : undefined;
}

function refuseRelation(relation: Fields, place: Place): string | undefined {
  const name = String(relation.relname);
  const { schemaname: schema } = relation;
  if (schema !== undefined && schema !== 'reporting') return reasons.schema(String(schema));
  if (schema === undefined && place.scope.has(name)) return countRelation(relation, place);
  if (!place.query.allowed.has(name)) return reasons.relation(name, [...place.query.allowed]);
  place.query.tables.add(name);
  return countRelation(relation, place);
}

/** What stands in FROM without a table: where it is no call of a function, it has a name that nobody has written. */
function refuseRangeFunction(called: Fields, place: Place): string | undefined {
  return calledIn(called).includes('') ? reasons.noFunction : countRelation(called, place);
}

/** `name.column`, where the name is a function's in FROM. */
function refuseColumn({ fields }: Fields, { query }: Place): string | undefined {
  const [column = '', name = ''] = [...namesIn(fields)].reverse();
  const columns = query.functions.get(name);
  if (columns === undefined || column === '' || columns.has(column) || isHarmless(column)) return undefined;
  return reasons.functionColumn(name, column);
}

/** `(expression).field`. */
function refuseField({ indirection }: Fields): string | undefined {
  const field = namesIn(indirection).find((name) => name !== '' && !isHarmless(name));
  return field === undefined ? undefined : reasons.rowFunction(field);
}

/** A field of rows, or a function that may be called whatever it is given. */
const isHarmless = (name: string): boolean =>
  rowFields.has(name) || (allowedFunctions.has(name) && !argumentRules.has(name));

/** A part of a column's name, or of what follows an expression in brackets. */
function refuseName({ sval }: Fields): string | undefined {
  const name = String(sval);
  if (systemColumns.has(name)) return reasons.systemColumn(name);
  return rowFunctions.has(name) ? reasons.rowFunction(name) : undefined;
}

function refuseOperator({ kind, name }: Fields): string | undefined {
  return String(kind).includes('BETWEEN') ? undefined : operatorReason(namesIn(name));
}

function operatorReason(names: readonly string[]): string | undefined {
  const [operator = ''] = names;
  return names.length === 1 && allowedOperators.has(operator) ? undefined : reasons.operator(names.join('.'));
}

function refuseFunction(call: Fields, place: Place): string | undefined {
  const names = namesIn(call.funcname);
  const name = names.at(-1) ?? '';
  if (names.length === 2 && names[0] === 'pg_catalog' && grammarFunctions.has(name)) return undefined;
  if (names.length > 1) return reasons.functionSchema(names.join('.'));
  if (!allowedFunctions.has(name)) return refuseUnknown(name);
  return argumentRules.get(name)?.(listOf(call.args), place);
}

function refuseUnknown(name: string): string {
  const instead = writtenAs(name);
  return instead === undefined
    ? reasons.functionName(name, [...allowedFunctions])
    : reasons.functionInstead(name, instead);
}

function refuseType({ names, typmods }: Fields): string | undefined {
  const [name = '', schema] = [...namesIn(names)].reverse();
  if ((schema !== undefined && schema !== 'pg_catalog') || !allowedTypes.has(name)) return reasons.type(name);
  const numbers = listOf(typmods).map(integerOf);
  const fits = numbers.every((number) => number !== undefined && (name !== 'bpchar' || number <= bounds.padding));
  return fits ? undefined : reasons.padding(name === 'bpchar' ? 'char' : name);
}
