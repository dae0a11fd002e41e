import { loadModule } from 'libpg-query';
import { bounds } from './bounds.js';
import { limitTo } from './limit.js';
import { parse } from './parse.js';
import type { QueryAccount } from './place.js';
import { reasons } from './reasons.js';
import { refuseMistake, refuseStatements } from './statement.js';
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
  if (sql.length > bounds.text) return { rejected: reasons.tooLong(sql.length) };
  if (sql.includes('\0') || /\p{Surrogate}/u.test(sql)) return { rejected: reasons.noText };
  if (sql.trim() === '') return { rejected: reasons.noSelect };
  const tokens = tokensOf(sql) ?? [];
  if (nestingOf(tokens) > bounds.nesting) return { rejected: reasons.tooNested };
  const parsed = parse(sql);
  if (!('statements' in parsed)) return { rejected: refuseMistake(sql, parsed, tokens) };
  const wrong = refuseStatements(parsed.statements, tokens);
  if (wrong !== undefined) return { rejected: wrong };

  const limited = limitTo(options.maxRows, parsed.statements[0]?.fields ?? {}, sql, tokens);
  if ('rejected' in limited) {
    const reason = decide(sql, options);
    return { rejected: 'rejected' in reason ? reason.rejected : limited.rejected };
  }
  const decided = decide(limited.sql, options);
  return 'rejected' in decided ? decided : { ...limited, tables: decided.tables };
}

/** Walks the tree of a text that is one SELECT. */
function decide(sql: string, { tables }: GuardOptions): { rejected: string } | { tables: readonly string[] } {
  const parsed = parse(sql);
  const [select, ...more] = 'statements' in parsed ? parsed.statements : [];
  if (select === undefined || more.length > 0) return { rejected: reasons.noSelect };
  const query: QueryAccount = { allowed: tables, tables: new Set(), nodes: 0, relations: 0, seriesRows: 1 };
  const rejected = refuseNode(select.kind, select.fields, { scope: new Set(), depth: 0, query });
  return rejected === undefined ? { tables: [...query.tables] } : { rejected };
}
