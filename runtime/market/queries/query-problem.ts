/** Why a query has no answer: the declared errors of `query_database`. */
export type QueryProblemCode =
  | 'FORBIDDEN_QUERY'
  | 'QUERY_FAILED'
  | 'QUERY_TIMEOUT'
  | 'QUERY_BUSY'
  | 'QUERY_UNAVAILABLE';

/** `message` is for the caller: it names what the query wrote, and never what the database holds. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem';

  constructor(
    readonly code: QueryProblemCode,
    message: string,
    /** It may still be running, since it did not stop when it was told to: not to be begun a second time. */
    readonly unstoppable = false,
  ) {
    super(message);
  }
}
