import type { Knex } from 'knex';
import type { Vault } from '../vault.js';
import { newSecret, sealSecret } from '../webhooks/secrets.js';

const ORGANIZATION = 'org_demo_forge';

/** A disabled one, whose host is nobody's: of what it was sent, one came through, one failed for good. */
export const demoEndpoint = {
  id: 'whe_demo_forge',
  organization_id: ORGANIZATION,
  vendor_id: 'ven_demo_forge',
  url: 'https://hooks.forge.example.com/licences',
  description: 'Our licence server',
  events: ['license.created', 'license.revoked'],
  enabled: false,
  disabled_reason: 'failing',
  failing_since: '2026-02-20T10:00:06Z',
  created_at: '2026-01-14T09:00:00Z',
  updated_at: '2026-02-25T10:00:06Z',
} as const;

const demoEvents = [
  {
    id: 'evt_demo_checkout',
    organization_id: ORGANIZATION,
    type: 'license.created',
    data: { license_id: 'lic_demo_checkout', package: 'forge/checkout-booster' },
    created_at: '2026-01-16T10:00:05Z',
  },
  {
    id: 'evt_demo_portal',
    organization_id: ORGANIZATION,
    type: 'license.created',
    data: { license_id: 'lic_demo_portal', package: 'forge/checkout-booster' },
    created_at: '2026-02-20T10:00:05Z',
  },
] as const;

interface DemoAttempt {
  readonly at: string;
  readonly duration_ms: number;
  readonly status: number | null;
  readonly error: string | null;
}

const late = 'hooks.forge.example.com has not answered in full within 15 seconds.';

const demoAttempts: Readonly<Record<string, readonly DemoAttempt[]>> = {
  whd_demo_checkout: [
    { at: '2026-01-16T10:00:05Z', duration_ms: 412, status: 503, error: 'It answered 503.' },
    { at: '2026-01-16T10:00:11Z', duration_ms: 98, status: 204, error: null },
  ],
  whd_demo_portal: [
    { at: '2026-02-20T10:00:06Z', duration_ms: 15_000, status: null, error: late },
    { at: '2026-02-20T10:00:26Z', duration_ms: 15_000, status: null, error: late },
    { at: '2026-02-20T10:05:40Z', duration_ms: 15_000, status: null, error: late },
  ],
};

/** Forge's webhook, with the history of two deliveries. */
export async function seedWebhooks(db: Knex, vault: Vault): Promise<void> {
  await db('webhook_endpoint').insert({
    ...demoEndpoint,
    secret_sealed: sealSecret(vault, demoEndpoint.id, newSecret()),
  });
  await db('webhook_event').insert(demoEvents.map((event) => ({ ...event, data: JSON.stringify(event.data) })));
  const deliveries = demoEvents.map(({ id, created_at }) => {
    const delivery = id.replace('evt_', 'whd_');
    const attempts = demoAttempts[delivery] ?? [];
    const last = attempts.at(-1);
    return {
      id: delivery,
      event_id: id,
      endpoint_id: demoEndpoint.id,
      organization_id: ORGANIZATION,
      status: last?.error === null ? 'delivered' : 'failed',
      attempts: attempts.length,
      created_at,
      finished_at: last?.at,
    };
  });
  await db('webhook_delivery').insert(deliveries);
  await db('webhook_attempt').insert(
    Object.entries(demoAttempts).flatMap(([delivery_id, attempts]) =>
      attempts.map((attempt, index) => ({
        ...attempt,
        delivery_id,
        number: index + 1,
        organization_id: ORGANIZATION,
      })),
    ),
  );
}
