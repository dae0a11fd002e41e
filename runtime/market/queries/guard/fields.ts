/** The fields of a node of the parser's tree, as its JSON has them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value of the tree is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a field holds, as a list: nothing, one value or several. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The fields of a wrapped node, `{ Kind: { … } }`, if it is of this kind. */
export function nodeOf(value: unknown, kind: string): Fields | undefined {
  const fields = isFields(value) ? value[kind] : undefined;
  return isFields(fields) ? fields : undefined;
}

/** The texts of a list of `String` nodes, as names of functions, types and operators are kept. */
export function namesIn(value: unknown): readonly string[] {
  return listOf(value).map((part) => {
    const text = nodeOf(part, 'String')?.sval;
    return typeof text === 'string' ? text : '';
  });
}

/** The whole number that a constant is; undefined for everything else. Zero is left out of the tree by its writer. */
export function integerOf(value: unknown): number | undefined {
  const constant = nodeOf(value, 'A_Const');
  const integer = constant?.ival;
  if (!isFields(integer)) return undefined;
  return typeof integer.ival === 'number' ? integer.ival : 0;
}

/** The text that a constant is; undefined for everything else. */
export function textOf(value: unknown): string | undefined {
  const constant = nodeOf(value, 'A_Const');
  const text = constant?.sval;
  if (!isFields(text)) return undefined;
  return typeof text.sval === 'string' ? text.sval : '';
}
