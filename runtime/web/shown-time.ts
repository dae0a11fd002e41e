/** A moment to come as a page shows it: for machines, by the clock, and how long until then. */
export interface ShownTime {
  readonly iso: string;
  readonly clock: string;
  readonly left: string;
}

/** Where the person is, the server does not know: the clock is UTC. */
export function shownTime(at: Date, now: Date): ShownTime {
  const iso = at.toISOString();
  const minutes = Math.ceil((at.getTime() - now.getTime()) / 60_000);
  const left = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return { iso, clock: `${iso.slice(11, 16)} UTC`, left };
}
