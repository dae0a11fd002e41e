import { hasSqlDetails, parseSync } from 'libpg-query';
import type { Fields } from './fields.js';
import { isFields, listOf } from './fields.js';

/** One statement of a text: its kind, such as `SelectStmt`, its fields, and where it begins, in bytes. */
export interface Statement {
  readonly kind: string;
  readonly fields: Fields;
  readonly start: number;
}

/** What PostgreSQL's parser makes of a text. A mistake's position counts characters from 0; its message is the parser's. */
export type Parsed =
  | { readonly statements: readonly Statement[] }
  | { readonly mistake: { readonly message: string; readonly near: string; readonly position: number } }
  | { readonly tooNested: true };

/** Parses a text, which must have been bounded before. */
export function parse(sql: string): Parsed {
  try {
    return { statements: listOf(parseSync(sql).stmts).map(statementOf) };
  } catch (error) {
    if (!hasSqlDetails(error) || error.message.startsWith('memory exhausted')) return { tooNested: true };
    const [, message, near] = /^(.*?)(?: at or near "(.*)"| at end of input)?$/s.exec(error.message) ?? [];
    const end = error.message.endsWith(' at end of input') ? ' at end of input' : '';
    const position = error.sqlDetails?.cursorPosition ?? 0;
    return { mistake: { message: `${message}${end}`, near: near ?? '', position } };
  }
}

function statementOf(raw: unknown): Statement {
  const { stmt, stmt_location: start } = isFields(raw) ? raw : {};
  const [[kind, fields] = ['', {}]] = Object.entries(isFields(stmt) ? stmt : {});
  return { kind, fields: isFields(fields) ? fields : {}, start: typeof start === 'number' ? start : 0 };
}
