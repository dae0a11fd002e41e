import type { Knex } from 'knex';
import { forgetOldLinks } from '../people/account-links.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How long what has been delivered, sent or given up can be looked up. */
const KEPT_DAYS = 30;
/** How long after its time something that no job is there for was forgotten, not just about to be done. */
const FORGOTTEN_AFTER = HOUR;
/** How long a mail is tried. */
const MAIL_PATIENCE = 3 * DAY;

/**
 * Asks again for what waits without a job (one whose tries all failed, or that was lost with a restored database), and
 * forgets what is old: deliveries, mails, and secrets that sign no more.
 */
export async function keepUp(knex: Knex, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await knex.raw(
    `select enqueue_job('webhook-delivery', jsonb_build_object('delivery', d.id, 'attempt', d.attempts + 1))
     from webhook_delivery d where d.status = 'pending' and d.next_attempt_at < ? and not exists (
       select 1 from pgboss.job j
       where j.name = 'webhook-delivery' and j.state < 'completed' and j.data->>'delivery' = d.id
     )`,
    [before(FORGOTTEN_AFTER)],
  );
  await knex('mail')
    .where({ status: 'waiting' })
    .where('created_at', '<', before(MAIL_PATIENCE))
    .update({ status: 'failed' });
  await knex.raw(
    `select enqueue_job('mail', jsonb_build_object('mail', m.id))
     from mail m where m.status = 'waiting' and m.created_at < ? and not exists (
       select 1 from pgboss.job j where j.name = 'mail' and j.state < 'completed' and j.data->>'mail' = m.id
     )`,
    [before(FORGOTTEN_AFTER)],
  );
  const old = before(KEPT_DAYS * DAY);
  await knex.raw(
    `delete from webhook_event e where e.created_at < ? and not exists (
       select 1 from webhook_delivery d where d.event_id = e.id and (d.status = 'pending' or d.finished_at >= ?)
     )`,
    [old, old],
  );
  await knex('mail').whereNot({ status: 'waiting' }).where('created_at', '<', old).delete();
  await forgetOldLinks(knex, now);
  await knex('webhook_endpoint')
    .where('previous_secret_until', '<=', now)
    .update({ previous_secret_sealed: null, previous_secret_until: null });
}
