import { scanSync } from 'libpg-query';

/** A word, sign or constant of the text: where it is, in bytes of UTF-8 as PostgreSQL counts, and what it says. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** In upper case if it is a keyword; empty if it is not. */
  readonly keyword: string;
}

const flat: ReadonlySet<string> = new Set('IDENT SCONST ICONST FCONST ASCII_44 ASCII_46 ASCII_41 ASCII_93'.split(' '));
const comments: ReadonlySet<string> = new Set(['SQL_COMMENT', 'C_COMMENT']);

/** The tokens of a text, comments left out; undefined where PostgreSQL's scanner finds no end of one. */
export function tokensOf(sql: string): readonly Token[] | undefined {
  const bytes = Buffer.from(sql);
  try {
    return scanSync(withoutControls(sql))
      .tokens.filter((token) => !comments.has(token.tokenName))
      .map(({ start, end, tokenName, keywordKind }) => ({
        start,
        end,
        kind: tokenName,
        keyword: keywordKind === 0 ? '' : bytes.toString('utf8', start, end).toUpperCase(),
      }));
  } catch {
    return undefined;
  }
}

/** How deep these tokens can nest at most: every token may be a level but constants, names, commas, dots and what closes. */
export function nestingOf(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }) => !flat.has(kind)).length;
}

/**
 * The text with blanks for control characters, byte for byte: the scanner's answer is JSON, in which it does not escape
 * them. Only tokens are found in it, never the text that runs.
 */
function withoutControls(sql: string): string {
  return sql.replace(/\p{Cc}/gu, (control) => {
    if (control > '\u007f') return control;
    return control === '\r' || control === '\n' ? '\n' : ' ';
  });
}
