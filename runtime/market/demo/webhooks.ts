import type { Knex } from 'knex';
import type { Vault } from '../vault.js';
import { newSecret, sealSecret } from '../webhooks/secrets.js';

const ORGANIZATION = 'org_demo_forge';
const ENDPOINT = 'whe_demo_forge';

interface DemoAttempt {
  /** Seconds after the event. */
  readonly after: number;
  readonly duration_ms: number;
  readonly status: number | null;
  readonly error: string | null;
}

interface DemoEvent {
  readonly name: string;
  readonly data: object;
  readonly daysAgo: number;
  readonly attempts: readonly DemoAttempt[];
}

const late = 'hooks.forge.example.com has not answered in full within 15 seconds.';

/** One came through at the second try; one came through never. */
const demoEvents: readonly DemoEvent[] = [
  {
    name: 'checkout',
    data: { license_id: 'lic_demo_checkout', package: 'forge/checkout-booster' },
    daysAgo: 12,
    attempts: [
      {
        after: 1,
        duration_ms: 412,
        status: 503,
        error: 'It answered 503. Only 2xx tells that an event has arrived.',
      },
      { after: 7, duration_ms: 98, status: 204, error: null },
    ],
  },
  {
    name: 'portal',
    data: { license_id: 'lic_demo_portal', package: 'forge/checkout-booster' },
    daysAgo: 8,
    attempts: [1, 21, 340, 2_400, 9_800, 28_900, 66_200, 103_000].map((after) => ({
      after,
      duration_ms: 15_000,
      status: null,
      error: late,
    })),
  },
];

/**
 * Forge's webhook, disabled, whose host is nobody's, with the history of two deliveries. Unlike the rest of the demo it
 * happened lately, whenever it is seeded: what is old is forgotten.
 */
export async function seedWebhooks(db: Knex, vault: Vault, now: Date): Promise<void> {
  const ago = (days: number, seconds = 0) => new Date(now.getTime() - days * 86_400_000 + seconds * 1000);
  await db('webhook_endpoint').insert({
    id: ENDPOINT,
    organization_id: ORGANIZATION,
    vendor_id: 'ven_demo_forge',
    url: 'https://hooks.forge.example.com/licences',
    description: 'Our licence server',
    events: ['license.created', 'license.revoked'],
    enabled: false,
    disabled_reason: 'failing',
    failing_since: ago(8, 1),
    secret_sealed: sealSecret(vault, ENDPOINT, newSecret()),
    created_at: ago(20),
    updated_at: ago(3),
  });
  for (const { name, data, daysAgo, attempts } of demoEvents) {
    const delivery = `whd_demo_${name}`;
    const last = attempts.at(-1);
    await db('webhook_event').insert({
      id: `evt_demo_${name}`,
      organization_id: ORGANIZATION,
      type: 'license.created',
      data: JSON.stringify(data),
      created_at: ago(daysAgo),
    });
    await db('webhook_delivery').insert({
      id: delivery,
      event_id: `evt_demo_${name}`,
      endpoint_id: ENDPOINT,
      organization_id: ORGANIZATION,
      status: last?.error === null ? 'delivered' : 'failed',
      attempts: attempts.length,
      created_at: ago(daysAgo),
      finished_at: ago(daysAgo, last?.after),
    });
    await db('webhook_attempt').insert(
      attempts.map(({ after, ...attempt }, index) => ({
        ...attempt,
        delivery_id: delivery,
        number: index + 1,
        organization_id: ORGANIZATION,
        at: ago(daysAgo, after),
      })),
    );
  }
}
