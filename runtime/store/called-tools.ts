/** What tools' order hangs on: a connection, and the client's own session within it ('' where it sends none). */
export interface CallingSession {
  readonly principal: string;
  readonly connection: string;
  readonly session: string;
}

/** A connection without sessions of its own goes on for months: what was called a day ago is called no more. */
export const CALLED_FOR_MS = 86_400_000;

/** Which tools were called successfully, as far as others wait for them. */
export interface CalledTools {
  note(session: CallingSession, tool: string): Promise<void>;
  /** Those of `tools` that were called within `CALLED_FOR_MS`. */
  called(session: CallingSession, tools: readonly string[]): Promise<ReadonlySet<string>>;
}
