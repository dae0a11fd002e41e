/** Names of columns; those that begin with `<` hold text, which stands on the left and is cut where there is no room. */
export type Columns = readonly string[];

const GAP = '  ';

/** Rows beneath their columns' names, in lines of at most `width` characters. */
export function textTable(columns: Columns, rows: readonly (readonly string[])[], width: number): readonly string[] {
  const texts = columns.map((name) => name.startsWith('<'));
  const lines = [columns.map((name) => name.replace(/^</, '')), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const room = width - GAP.length * (columns.length - 1);
  // The widest text gives way first.
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const widest = widths.reduce(
      (most, own, index) => (texts[index] && own > (widths[most] ?? 0) ? index : most),
      texts.indexOf(true),
    );
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return lines.map((line) =>
    line
      .map((cell, index) => {
        const own = widths[index] ?? 0;
        return texts[index] ? cut(cell, own).padEnd(own) : cell.padStart(own);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** At most so many characters, the last a sign that there were more. */
export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
