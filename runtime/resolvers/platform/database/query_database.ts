import { failure } from 'toolwright/runtime';
import type { Failure, Resolver } from '../../../../generated/tools/platform/database/query_database.js';
import type { AskDatabase } from '../../../market/queries/ask-database.js';
import { QueryProblem } from '../../../market/queries/query-problem.js';

export const queryDatabase =
  ({ database }: { readonly database: AskDatabase }): Resolver =>
  async ({ query, explain }, { signal }) => {
    try {
      if (explain) return await database.explain(query, signal);
      const { rows, cut } = await database.rows(query, signal);
      return { rows, truncated: cut };
    } catch (error) {
      if (error instanceof QueryProblem) return refusal(error);
      throw error;
    }
  };

function refusal({ code, message: reason }: QueryProblem): Failure {
  switch (code) {
    case 'FORBIDDEN_QUERY':
    case 'QUERY_FAILED':
      return failure(code, { reason });
    case 'QUERY_TIMEOUT':
      return failure(code);
    default:
      // Of the moment or of the deployment: the server's own errors.
      return failure(code) as Failure & { code: never };
  }
}
