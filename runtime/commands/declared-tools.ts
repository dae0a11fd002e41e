import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../call/is-record.js';
import { nearest } from '../call/suggestion.js';

const WIRE_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** The wire names of the tools of the project in a folder, as its surface lock has them; null where there is none. */
export function declaredTools(folder: string): readonly string[] | null {
  const lock = join(folder, generatedFolder(folder), 'surface.lock');
  if (!existsSync(lock)) return null;
  // Resources and prompts stand there too, under names that no tool can have.
  return Object.keys(JSON.parse(readFileSync(lock, 'utf8')) as object).filter((name) => WIRE_NAME.test(name));
}

/**
 * The wire name that is meant by a name, dots and all. Throws a sentence for one that no tool has: a mistyped switch
 * would be on for nobody. Without a lock to look it up in, the name is taken as it is.
 */
export function toolNamed(name: string, declared: readonly string[] | null): string {
  const wire = name.replaceAll('.', '_');
  if (declared === null || declared.includes(wire)) return wire;
  const meant = nearest(wire, declared);
  const advice = meant === undefined ? '`npx toolwright list` shows them all.' : `Did you mean '${meant}'?`;
  throw new Error(`There is no tool '${name}'. ${advice}`);
}

function generatedFolder(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return 'generated';
  const { toolwright } = JSON.parse(readFileSync(manifest, 'utf8')) as { toolwright?: unknown };
  return isRecord(toolwright) && typeof toolwright.generated === 'string' ? toolwright.generated : 'generated';
}
