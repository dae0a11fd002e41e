/**
 * How large a query may be. What these bound is the work of the parser, of the walk and of PostgreSQL's planner; how long a
 * query runs and how much it answers is bounded where it runs.
 */
export const bounds = {
  /** Characters of the text. */
  text: 10_000,
  /** Comments between slashes and stars, and signs in a row: the scanner's time grows with their square. */
  comments: 100,
  signs: 100,
  /**
   * Words, operators and opening brackets: each may nest what follows one level deeper. The parser writes its tree down
   * recursively, and a stack that overflows inside of it would leave its memory in disorder; it bears twice as many.
   */
  nesting: 1_000,
  /** Nodes of the tree. */
  nodes: 6_000,
  /** Levels of the tree. */
  depth: 150,
  /** Tables, subqueries and functions in all FROM clauses together. */
  relations: 20,
  /** Steps of one generate_series, and of all of them multiplied with each other. */
  series: 10_000,
  seriesTogether: 100_000,
  /** Characters that lpad, rpad and char(n) may fill up to. */
  padding: 1_000,
} as const;
