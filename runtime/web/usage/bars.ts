/** A line of a list of bars: what it is about, the number that its bar shows, and where there is more of it. */
export interface Bar {
  readonly label: string;
  readonly code: boolean;
  readonly value: string;
  /** What else is to be said of it. */
  readonly note: string | null;
  /** Null: there is nothing to lead to. */
  readonly path: string | null;
  /** In hundredths of the longest bar, which fills its line. */
  readonly length: number;
}

const shortest = 0.5;

/** Each bar as long as its number is great. What is not nothing can be seen. */
export function barsOf<Item>(
  items: readonly Item[],
  numberOf: (item: Item) => number,
  shown: (item: Item) => Omit<Bar, 'length'>,
): readonly Bar[] {
  const most = Math.max(1, ...items.map(numberOf));
  return items.map((item) => ({
    ...shown(item),
    length: Math.max(shortest, Math.round((numberOf(item) / most) * 1000) / 10),
  }));
}
