import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A row as JSON has it. */
export type Row = Readonly<Record<string, unknown>>;

/** A question that must be answered right. */
export interface HonestQuery {
  readonly title: string;
  readonly sql: string;
  /** The answer, as it follows from the demo data. */
  readonly rows?: readonly Row[];
  /** Or the same question in another way, asked of the tables beneath the views. */
  readonly same?: string;
}

/** All of them, by what they use of SQL. */
export function readHonest(): ReadonlyMap<string, readonly HonestQuery[]> {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(
    files.sort().map((name) => [name.replace('.yaml', ''), parse(readFileSync(new URL(name, folder), 'utf8'))]),
  );
}
