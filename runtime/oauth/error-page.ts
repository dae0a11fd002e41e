import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { OutsideError } from '../outside/outside-error.js';
import { PageError } from '../web/page-error.js';

/** A person looks at these; everything else is asked by programs, which read JSON. */
const shown = new Set(['authorization', 'resume']);

/** Throws a PageError for a person, and answers a program with the error itself. Neither learns of what is inside. */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  if (!shown.has(ctx.oidc.route)) {
    ctx.type = 'application/json';
    ctx.body = out;
    return;
  }
  if (ctx.status >= 500) {
    throw new PageError(500, 'This did not work', 'Something went wrong on this server. Start again from the program.');
  }
  throw new PageError(
    ctx.status,
    'This request cannot be answered',
    `${sentenceOf(out, error)} You have not been sent back to the program, and nothing has been granted. Start again from there.`,
  );
}

function sentenceOf({ error, error_description: said }: ErrorOut, { cause }: Error): string {
  if (cause instanceof OutsideError)
    return `The program says who it is by a document that cannot be read: ${cause.message}`;
  const sentence = said ?? error;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
