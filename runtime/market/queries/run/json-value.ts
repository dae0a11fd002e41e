/** How deep a value of json may nest: whoever takes the answer goes down into it, and PostgreSQL nests by the thousand. */
const DEEPEST = 100;

/** Whether a value nests too deeply for an answer; level by level, so that it may nest however deeply. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(nests);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === DEEPEST) return true;
    level = level.flatMap(Object.values).filter(nests);
  }
  return false;
}

const nests = (value: unknown): value is object => typeof value === 'object' && value !== null;
