import { loadModule } from 'libpg-query';
import { bounds } from './bounds.js';
import { functionColumns } from './function-columns.js';
import { limitTo, wholeNumber } from './limit.js';
import { type Parsed, parse } from './parse.js';
import type { QueryAccount } from './place.js';
import { reasons } from './reasons.js';
import { refuseMistake, refuseStatements } from './statement.js';
import { refuseText } from './text.js';
import { nestingOf, tokensOf } from './tokens.js';
import { refuseNode } from './walk.js';

/** What a query may read, and how many rows at most. */
export interface GuardOptions {
  /** Names of tables, as `list_tables` has them. */
  readonly tables: ReadonlySet<string>;
  readonly maxRows: number;
}

/** The text to run, its limit of rows and the tables it reads; or the reason why it is not run. */
export type Guarded =
  | { readonly sql: string; readonly limit: number; readonly tables: readonly string[] }
  | { readonly rejected: string };

/**
 * Decides on the text of a query: one SELECT, of parts that are in the lists of this folder. What is walked is the tree of the
 * very text that is answered.
 */
export type Guard = (sql: string, options: GuardOptions) => Guarded;

/** The guard, once PostgreSQL's parser has been loaded. */
export async function loadGuard(): Promise<Guard> {
  await loadModule();
  return guard;
}

function guard(sql: string, options: GuardOptions): Guarded {
  const unread = refuseText(sql);
  if (unread !== undefined) return { rejected: unread };
  const tokens = tokensOf(sql) ?? [];
  // A text that has no tokens is not closed somewhere, and a long one is not given to the parser to find out where.
  if (tokens.length === 0 && sql.length > bounds.nesting) return { rejected: reasons.unclosed };
  if (nestingOf(tokens) > bounds.nesting) return { rejected: reasons.tooNested };
  const parsed = parse(sql);
  if (!('statements' in parsed)) return { rejected: refuseMistake(sql, parsed, tokens) };
  const wrong = refuseStatements(parsed.statements, tokens);
  if (wrong !== undefined) return { rejected: wrong };

  const limited = limitTo(options.maxRows, parsed.statements[0]?.fields ?? {}, sql, tokens);
  if ('rejected' in limited) {
    // What a query may not do is told before how much it may answer.
    const decided = decide(parsed, options);
    return { rejected: 'rejected' in decided ? decided.rejected : limited.rejected };
  }
  const runs = limited.sql === sql ? parsed : parse(limited.sql);
  const decided = decide(runs, options);
  if ('rejected' in decided) return decided;
  if (decided.limit !== limited.limit) return { rejected: reasons.limit };
  return { ...limited, tables: decided.tables };
}

/** Walks a tree that should be one SELECT. Answers the limit it has, and the tables it reads. */
function decide(
  parsed: Parsed,
  { tables }: GuardOptions,
): { readonly rejected: string } | { readonly limit: number | undefined; readonly tables: readonly string[] } {
  const [select, ...more] = 'statements' in parsed ? parsed.statements : [];
  if (select?.kind !== 'SelectStmt' || more.length > 0) return { rejected: reasons.noSelect };
  const functions = functionColumns(select.fields);
  const query: QueryAccount = { allowed: tables, tables: new Set(), functions, nodes: 0, relations: 0, seriesRows: 1 };
  const rejected = refuseNode(select.kind, select.fields, { scope: new Set(), depth: 0, query });
  if (rejected !== undefined) return { rejected };
  return { limit: wholeNumber(select.fields.limitCount), tables: [...query.tables] };
}
