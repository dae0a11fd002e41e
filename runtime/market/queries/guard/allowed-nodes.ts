/**
 * What a query may be made of: by kind of node of the parser's tree, the fields that may be there. Whatever is not in this
 * table, a kind or a field of a known kind, is refused.
 *
 * `node`: wrapped nodes, one or a list, that are walked; `value`: plain, or judged by the rule of its kind; any other word:
 * the kind of the unwrapped node that stands there.
 */
export const allowedNodes: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  Object.entries({
    SelectStmt: {
      withClause: 'WithClause',
      distinctClause: 'node',
      targetList: 'node',
      fromClause: 'node',
      whereClause: 'node',
      groupClause: 'node',
      groupDistinct: 'value',
      havingClause: 'node',
      windowClause: 'node',
      valuesLists: 'node',
      sortClause: 'node',
      limitOffset: 'node',
      limitCount: 'node',
      limitOption: 'value',
      op: 'value',
    },
    WithClause: { ctes: 'node' },
    CommonTableExpr: { ctename: 'value', aliascolnames: 'value', ctematerialized: 'value', ctequery: 'node' },

    ResTarget: { name: 'value', val: 'node' },
    ColumnRef: { fields: 'node' },
    A_Star: {},
    String: { sval: 'value' },
    A_Indirection: { arg: 'node', indirection: 'node' },
    A_Indices: { is_slice: 'value', lidx: 'node', uidx: 'node' },

    RangeVar: { schemaname: 'value', relname: 'value', inh: 'value', relpersistence: 'value', alias: 'value' },
    RangeSubselect: { lateral: 'value', subquery: 'node', alias: 'value' },
    RangeFunction: {
      lateral: 'value',
      ordinality: 'value',
      is_rowsfrom: 'value',
      functions: 'node',
      alias: 'value',
    },
    JoinExpr: {
      jointype: 'value',
      isNatural: 'value',
      larg: 'node',
      rarg: 'node',
      usingClause: 'value',
      join_using_alias: 'value',
      quals: 'node',
      alias: 'value',
    },

    A_Const: { ival: 'value', fval: 'value', sval: 'value', boolval: 'value', isnull: 'value' },
    A_Expr: { kind: 'value', name: 'value', lexpr: 'node', rexpr: 'node' },
    A_ArrayExpr: { elements: 'node' },
    BoolExpr: { boolop: 'value', args: 'node' },
    NullTest: { arg: 'node', nulltesttype: 'value' },
    BooleanTest: { arg: 'node', booltesttype: 'value' },
    CaseExpr: { arg: 'node', args: 'node', defresult: 'node' },
    CaseWhen: { expr: 'node', result: 'node' },
    CoalesceExpr: { args: 'node' },
    MinMaxExpr: { op: 'value', args: 'node' },
    RowExpr: { args: 'node', row_format: 'value' },
    List: { items: 'node' },
    SubLink: { subLinkType: 'value', testexpr: 'node', operName: 'value', subselect: 'node' },
    SQLValueFunction: { op: 'value', typmod: 'value' },
    TypeCast: { arg: 'node', typeName: 'TypeName' },
    TypeName: { names: 'value', typmods: 'value', typemod: 'value', arrayBounds: 'value' },

    FuncCall: {
      funcname: 'value',
      args: 'node',
      agg_order: 'node',
      agg_filter: 'node',
      over: 'WindowDef',
      agg_within_group: 'value',
      agg_star: 'value',
      agg_distinct: 'value',
      func_variadic: 'value',
      funcformat: 'value',
    },
    NamedArgExpr: { arg: 'node', name: 'value', argnumber: 'value' },
    WindowDef: {
      name: 'value',
      refname: 'value',
      partitionClause: 'node',
      orderClause: 'node',
      frameOptions: 'value',
      startOffset: 'node',
      endOffset: 'node',
    },
    SortBy: { node: 'node', sortby_dir: 'value', sortby_nulls: 'value' },
    GroupingSet: { kind: 'value', content: 'node' },
    GroupingFunc: { args: 'node' },
  }),
);

/** Fields that only say where in the text a node stands. */
export const placeFields: ReadonlySet<string> = new Set([
  'location',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
]);
