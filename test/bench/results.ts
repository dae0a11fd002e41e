import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the last figures of a bench in RESULTS.md, between the two marks of its name. */
export function keepResults(name: string, lines: readonly string[]): void {
  const file = join(import.meta.dirname, 'RESULTS.md');
  const text = readFileSync(file, 'utf8');
  const made = `<!-- ${name} -->\n${lines.join('\n')}\n<!-- /${name} -->`;
  writeFileSync(
    file,
    text.replace(new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`), () => made),
  );
}

export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
