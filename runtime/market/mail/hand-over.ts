import type { Knex } from 'knex';
import { isRefusal, type Smtp } from './smtp.js';

export interface HandingOver {
  /** The tables' owner's. */
  readonly knex: Knex;
  /** Null where none is configured: mails are then read on the outbox page. */
  readonly smtp: Smtp | null;
  readonly now: () => Date;
}

/** As much of a server's words as is kept. */
const ERROR_LENGTH = 300;

/** In the place of a secret mail's text. */
const NOT_KEPT = 'This mail held a link that opens an account. Its text is not kept.';

/**
 * Sends the mail of a job, once: a mail that has been sent is left alone. A process that ends between the server's word
 * and ours sends it again, under the same Message-ID. Rejects where it should be tried again.
 */
export function handOverBy({ knex, smtp, now }: HandingOver): (job: { readonly mail: string }) => Promise<void> {
  return async ({ mail: id }) => {
    const waiting = () => knex('mail').where({ id, status: 'waiting' });
    const mail = await waiting().first();
    if (mail === undefined) return;
    if (smtp === null) {
      await waiting().update({ status: 'kept' });
      return;
    }
    const { recipient: to, subject, text, created_at: date } = mail;
    try {
      await smtp({ messageId: `<${id}@toolwright.invalid>`, to, subject, text, date });
    } catch (error) {
      const refused = isRefusal(error);
      const why = (error as Error).message.slice(0, ERROR_LENGTH);
      await waiting().update({
        error: why,
        ...(refused && { status: 'failed', ...(mail.secret && { text: NOT_KEPT }) }),
      });
      if (refused) return;
      throw error;
    }
    await waiting().update({ status: 'sent', sent_at: now(), error: null, ...(mail.secret && { text: NOT_KEPT }) });
  };
}
