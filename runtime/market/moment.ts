/** A moment to the second, as the platform's documents print it: `2024-01-10T14:30:00+00:00`. */
export function showMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}+00:00`;
}

/** The UTC day of a moment: `2024-01-10`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
