/** A page that cannot be shown or a form that cannot be taken, in words for the person. */
export class PageError extends Error {
  override readonly name = 'PageError';

  constructor(
    /** The HTTP status. */
    readonly status: number,
    readonly title: string,
    message: string,
  ) {
    super(message);
  }
}

/** The same for what does not exist and for what is somebody else's. */
export function notFound(): PageError {
  return new PageError(404, 'There is nothing here', 'The address may be mistyped, or what it showed is over.');
}

/** For whoever is not signed in (any more) where a form needs it, and for forms that no page of ours made. */
export function staleForm(): PageError {
  return new PageError(
    403,
    'This form is out of date',
    'It was opened before you signed in or out, or not by a page of this server. Nothing has been done. Go back, reload the page and try again.',
  );
}

/** For links of mails that have been used, are too old, or that nobody mailed. */
export function deadLink(): PageError {
  return new PageError(
    410,
    'This link leads nowhere any more',
    'It has been used, or it is too old. Ask for another one where you asked for this one.',
  );
}
