import { distance } from 'fastest-levenshtein';

/** The name that was probably meant; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const asked = name.slice(0, 100).toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, away: distance(asked, candidate.toLowerCase()) }))
    .sort((left, right) => left.away - right.away);
  const [best] = ranked;
  return best && best.away <= Math.max(2, Math.floor(asked.length / 3)) ? best.candidate : undefined;
}
