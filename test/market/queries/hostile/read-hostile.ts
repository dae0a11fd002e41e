import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { builtHostile } from './built.js';

/** A query that the guard must refuse. */
export interface HostileQuery {
  readonly title: string;
  readonly sql: string;
  /**
   * What must hold where the guard is off. `refuses`: PostgreSQL alone answers an error. `bounds`: it may begin, and ends in
   * time and size. `parser`: harmless there, so that only the guard refuses it.
   */
  readonly database: 'refuses' | 'bounds' | 'parser';
  /** What the guard says. */
  readonly rejected: string;
}

/** All of them, by what they try. */
export function readHostile(): ReadonlyMap<string, readonly HostileQuery[]> {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const written = files
    .sort()
    .map((name): [string, HostileQuery[]] => [
      name.replace('.yaml', ''),
      parse(readFileSync(new URL(name, folder), 'utf8')),
    ]);
  return new Map([...written, ['built', builtHostile]]);
}
