import type { Knex } from 'knex';
import { sendMail } from '../mail/send-mail.js';
import type { EndpointRow } from './endpoints.js';

const reasons = {
  gone: 'It answered 410, by which a server says that it takes no more events.',
  failing: 'For five days, nothing that we sent has reached it.',
} as const;

/** Disables a locked endpoint without its owners, and tells them so by mail. The table drops what waited for it. */
export async function disableEndpoint(
  db: Knex,
  endpoint: EndpointRow,
  reason: keyof typeof reasons,
  now: Date,
): Promise<void> {
  await db('webhook_endpoint')
    .where({ id: endpoint.id })
    .update({ enabled: false, disabled_reason: reason, updated_at: now, row_version: endpoint.row_version + 1 });
  for (const to of await ownersOf(db, endpoint.organization_id)) {
    await sendMail(db, {
      to,
      subject: `Webhook endpoint ${new URL(endpoint.url).host} has been disabled`,
      text: [
        `Your webhook endpoint ${endpoint.id} has been disabled:`,
        endpoint.url,
        '',
        reasons[reason],
        '',
        'Events that happen from now on are not sent to it. When it works again, enable it with',
        'update_webhook_endpoint, and send what it missed again from its page under /account/webhooks.',
      ].join('\n'),
      now,
    });
  }
}

async function ownersOf(db: Knex, organizationId: string): Promise<readonly string[]> {
  return db({ m: 'membership' })
    .join({ c: 'customer' }, 'c.id', 'm.customer_id')
    .where({ 'm.organization_id': organizationId, 'm.role': 'owner' })
    .whereNull('c.disabled_at')
    .orderBy('c.email')
    .pluck('c.email');
}
