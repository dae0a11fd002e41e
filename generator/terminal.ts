import { styleText } from 'node:util';

/** What a command says goes to stdout, what stands in its way to stderr. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printError(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

type Format = Parameters<typeof styleText>[0];

/** Colours `text` where stdout is a terminal that wants colours (NO_COLOR, FORCE_COLOR); else leaves it as it is. */
export function style(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Rows as columns, two spaces apart, the last one unpadded. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
