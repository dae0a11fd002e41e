const json = 'is not available; use json_build_object, json_agg, -> and ->> instead';
const recursive = 'WITH RECURSIVE is not available; generate_series makes series of numbers and dates';

/** What people do write and queries may not have: the sentence, by kind of node or by kind and field. */
export const refusedParts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'SelectStmt.intoClause': 'SELECT … INTO would make a table; a query only reads',
    'SelectStmt.lockingClause': 'FOR UPDATE and FOR SHARE would lock rows; a query only reads',
    'WithClause.recursive': recursive,
    'CommonTableExpr.search_clause': recursive,
    'CommonTableExpr.cycle_clause': recursive,
    'RangeVar.catalogname': 'Tables of other databases cannot be queried; list_tables names those that can',
    'RangeFunction.coldeflist': 'A function cannot be given column definitions; read values of json with ->>',
    'SortBy.useOp': 'ORDER BY … USING is not available; use ASC or DESC',
    'A_Const.bsval': 'Bit strings are not available; use numbers or text',
    'TypeName.setof': 'SETOF is not available; cast to a plain type',
    'TypeName.pct_type': '%TYPE is not available; cast to a plain type',
    ParamRef: 'Parameters such as $1 are not available; write the value itself',
    CollateClause: 'COLLATE is not available; compare lower(…) of both sides instead',
    RangeTableSample: 'TABLESAMPLE is not available; use ORDER BY random() with a LIMIT',
    RangeTableFunc: 'XMLTABLE is not available; use the functions for json',
    XmlExpr: 'XML is not available; use the functions for json',
    XmlSerialize: 'XML is not available; use the functions for json',
    CurrentOfExpr: 'CURRENT OF is not available; a query has no cursors',
    SetToDefault: 'DEFAULT has no meaning in a query; write the value itself',
    MergeSupportFunc: 'MERGE_ACTION has no meaning in a query; a query only reads',
    JsonTable: 'JSON_TABLE is not available; use jsonb_array_elements and ->> instead',
    JsonFuncExpr: `The SQL/JSON form of json_value, json_query and json_exists ${json}`,
    JsonObjectConstructor: `The SQL/JSON form of json_object ${json}`,
    JsonArrayConstructor: `The SQL/JSON form of json_array ${json}`,
    JsonArrayQueryConstructor: `The SQL/JSON form of json_array ${json}`,
    JsonObjectAgg: `The SQL/JSON form of json_objectagg ${json}`,
    JsonArrayAgg: `The SQL/JSON form of json_arrayagg ${json}`,
    JsonIsPredicate: `IS JSON ${json}`,
    JsonParseExpr: `The SQL/JSON form of json ${json}`,
    JsonScalarExpr: `JSON_SCALAR ${json}`,
    JsonSerializeExpr: `JSON_SERIALIZE ${json}`,
  }),
);
