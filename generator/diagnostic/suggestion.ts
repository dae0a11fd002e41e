import { closest, distance } from 'fastest-levenshtein';

/** The candidate that a misspelt name most likely meant; undefined where none is near. */
export function suggestionFor(name: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  if (known.length === 0 || name.length > 100) return undefined;
  const nearest = closest(name.toLowerCase(), known.map(lower));
  const best = known.find((candidate) => lower(candidate) === nearest)!;
  const tolerance = Math.max(1, Math.floor(Math.min(name.length, best.length) / 3));
  const apart = distance(name.toLowerCase(), nearest);
  return apart <= tolerance && apart < name.length ? best : undefined;
}

function lower(text: string): string {
  return text.toLowerCase();
}
