import { type Fields, listOf, nodeOf } from './fields.js';
import type { Parsed, Statement } from './parse.js';
import { reasons } from './reasons.js';
import type { Token } from './tokens.js';

/** The words that other statements begin with. */
const statementWords: ReadonlySet<string> = new Set(
  `ABORT ALTER ANALYZE BEGIN CALL CHECKPOINT CLOSE CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE DECLARE DELETE DISCARD
    DO DROP END EXECUTE FETCH GRANT IMPORT INSERT LISTEN LOAD LOCK MERGE MOVE NOTIFY PREPARE REASSIGN REFRESH REINDEX
    RELEASE RESET REVOKE ROLLBACK SAVEPOINT SECURITY SET SHOW START TRUNCATE UNLISTEN UPDATE VACUUM`.split(/\s+/),
);

/** Those that are named wherever a statement begins with one, before anything else is said of a text. */
const blocked = 'DELETE INSERT UPDATE DROP TRUNCATE ALTER CREATE GRANT REVOKE'.split(' ');

/** Those that a mistake of grammar is told by: nobody who wrote them meant a SELECT. */
const telltales: ReadonlySet<string> = new Set([...blocked, 'MERGE']);

/** Statements that change rows, and may stand where a SELECT may. */
const changing: ReadonlyMap<string, string> = new Map([
  ['DeleteStmt', 'DELETE'],
  ['InsertStmt', 'INSERT'],
  ['UpdateStmt', 'UPDATE'],
  ['MergeStmt', 'MERGE'],
]);

/** The word of a statement that changes rows, by its kind; undefined for every other kind of node. */
export function changingWord(kind: string): string | undefined {
  return changing.get(kind);
}

/** What a text's statements are refused for: anything but one SELECT. Undefined if it is one. */
export function refuseStatements(statements: readonly Statement[], tokens: readonly Token[]): string | undefined {
  const words = statements.flatMap((statement) => wordOf(statement, tokens) ?? []);
  const told = words.find((word) => blocked.includes(word));
  if (told !== undefined) return reasons.keyword(told);
  if (!beginsWithSelect(tokens)) return reasons.noSelect;
  const [other] = words;
  if (other !== undefined) return reasons.keyword(other);
  if (statements.length > 1) return reasons.severalStatements;
  const [only] = statements;
  if (only?.kind !== 'SelectStmt' || 'valuesLists' in only.fields || isTable(only.fields)) return reasons.noSelect;
  return undefined;
}

/** What a text that cannot be parsed is refused for: the other statement that it begins with, or its mistake. */
export function refuseMistake(
  sql: string,
  parsed: Exclude<Parsed, { statements: readonly Statement[] }>,
  tokens: readonly Token[],
): string {
  const begins = tokens.flatMap(({ keyword }, index) =>
    index === 0 || tokens[index - 1]?.kind === 'ASCII_59' ? keyword : [],
  );
  const told = begins.find((word) => blocked.includes(word));
  if (told !== undefined) return reasons.keyword(told);
  if (tokens.length > 0 && !beginsWithSelect(tokens)) return reasons.noSelect;
  const other = begins.find((word) => statementWords.has(word));
  if (other !== undefined) return reasons.keyword(other);
  if ('tooNested' in parsed) return reasons.tooNested;
  const { message, near, position } = parsed.mistake;
  const at = Buffer.byteLength([...sql].slice(0, position).join(''));
  const index = tokens.findIndex(({ start }) => start === at);
  const word = [tokens[index], tokens[index - 1]].find((token) => telltales.has(token?.keyword ?? ''))?.keyword;
  return word === undefined ? reasons.syntax(message, near, position + 1) : reasons.keyword(word);
}

function beginsWithSelect([first]: readonly Token[]): boolean {
  return first?.keyword === 'SELECT' || first?.keyword === 'WITH';
}

/** `TABLE name`, which the parser makes a SELECT of: its star stands nowhere in the text. */
export function isTable(select: Fields): boolean {
  const [target] = listOf(select.targetList);
  return nodeOf(target, 'ResTarget')?.location === -1;
}

function wordOf(statement: Statement, tokens: readonly Token[]): string | undefined {
  if (statement.kind === 'SelectStmt') return undefined;
  if (statement.kind === 'ExplainStmt') {
    const [kind] = Object.keys(statement.fields.query ?? {});
    return changing.get(kind ?? '');
  }
  const first = tokens.find(({ start }) => start >= statement.start)?.keyword ?? '';
  return changing.get(statement.kind) ?? (first === '' ? statement.kind : first);
}
