/** One thing that is wrong with the arguments. */
export interface Finding {
  /** From the arguments down: `['filters', 'created_at', 'from']`. */
  readonly path: readonly string[];
  /** What the field must do, after "The … field ". */
  readonly says: string;
  readonly expected: string;
  readonly received: string;
}

/** A JSON pointer (RFC 6901). */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a JSON pointer. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
