/** A moment as a page shows it: for machines, and to the second in UTC, since where the person is nobody knows. */
export interface ShownMoment {
  readonly iso: string;
  readonly words: string;
}

export function shownMoment(at: Date): ShownMoment {
  const iso = at.toISOString();
  return { iso, words: `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` };
}
