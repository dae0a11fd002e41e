/** What a spreadsheet takes for a formula, also after white space that it ignores. */
const formula = /^[\s]*[=+\-@]/;

/** Text by whomever as a cell that no spreadsheet runs. */
export function csvCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
