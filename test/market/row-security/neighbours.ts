import type { Knex } from 'knex';

/** The tables in which the demo has nothing, or not of everybody: a row of each organization that could have one. */
export async function addNeighbours(db: Knex): Promise<void> {
  const put = async (table: string, rows: readonly object[]) =>
    void (await db(table)
      .insert([...rows])
      .onConflict()
      .ignore());
  const created_at = '2026-03-01';
  const orgs = ['acme', 'globex', 'forge'];
  const of = (org: string) => ({ organization_id: `org_demo_${org}` });

  await put(
    'billing_account',
    orgs.map((org) => ({ ...of(org), stripe_customer_id: `cus_of_${org}` })),
  );
  await put(
    'billing_address',
    orgs.map((org) => ({
      ...of(org),
      id: `adr_${org}`,
      name: org,
      line1: '1 High Street',
      city: 'Sheffield',
      postal_code: 'S1',
      country: 'GB',
    })),
  );
  await put(
    'payment_method',
    orgs.map((org) => ({ ...of(org), id: `pm_${org}`, brand: 'visa', last4: '4242', exp_month: 1, exp_year: 2099 })),
  );
  await put('cart', orgs.map(of));
  await put(
    'cart_line',
    orgs.map((org) => ({ ...of(org), package_id: 'pkg_demo_seo', quantity: 1 })),
  );
  await put('coupon', [{ id: 'cpn_neighbour', code: 'NEIGHBOUR', name: 'Neighbour', percent_off: 10 }]);

  const orders = { acme: 'ord_demo_1001', globex: 'ord_demo_1003' };
  for (const [org, order_id] of Object.entries(orders)) {
    await put('vendor_split', [
      {
        ...of(org),
        order_id,
        vendor_id: 'ven_demo_forge',
        net_minor: 9,
        tax_minor: 0,
        fee_minor: 1,
        transfer_minor: 8,
      },
    ]);
    await put('refund', [{ ...of(org), order_id, id: `rfd_${org}`, stripe_refund_id: `re_${org}`, amount_minor: 1 }]);
  }
  const lines = { acme: 'oln_demo_2', globex: 'oln_demo_4' };
  await put(
    'subscription',
    Object.entries(lines).map(([org, order_line_id]) => ({
      ...of(org),
      id: `sbs_${org}`,
      order_line_id,
      package_id: 'pkg_demo_search',
      stripe_subscription_id: `sub_${org}`,
      status: 'active',
      quantity: 1,
      cadence: 'monthly',
      current_period_end: '2099-01-01',
    })),
  );

  await put(
    'plan_subscription',
    orgs.map((org) => ({
      ...of(org),
      id: `pls_${org}`,
      stripe_subscription_id: `sub_plan_${org}`,
      plan: 'agency',
      billing_cycle: 'monthly',
      status: 'canceled',
      current_period_start: created_at,
      current_period_end: '2099-01-01',
      created_at,
      ended_at: created_at,
    })),
  );
  await put(
    'plan_invoice',
    orgs.map((org) => ({
      ...of(org),
      id: `pli_${org}`,
      plan_subscription_id: `pls_${org}`,
      stripe_invoice_id: `in_${org}`,
      number: 'PLAN-1',
      status: 'open',
      subtotal_minor: 100,
      total_minor: 100,
      currency: 'GBP',
      issued_at: created_at,
    })),
  );
  await put(
    'plan_change',
    orgs.map((org) => ({ ...of(org), attempt: org, from_plan: 'starter', to_plan: 'agency', begun_at: created_at })),
  );

  for (const org of ['globex', 'forge']) {
    await put('webhook_endpoint', [
      {
        ...of(org),
        id: `whe_${org}`,
        vendor_id: `ven_demo_${org}`,
        url: `https://${org}.example.com/hook`,
        events: ['order.paid'],
        secret_sealed: 's',
      },
    ]);
    await put('webhook_event', [{ ...of(org), id: `evt_${org}`, type: 'order.paid', data: '{}', created_at }]);
    await put('webhook_delivery', [
      {
        ...of(org),
        id: `whd_${org}`,
        event_id: `evt_${org}`,
        endpoint_id: `whe_${org}`,
        next_attempt_at: created_at,
        created_at,
      },
    ]);
    await put('webhook_attempt', [
      { ...of(org), delivery_id: `whd_${org}`, number: 1, at: created_at, duration_ms: 1 },
    ]);
  }
  await put('package_problem', [
    { package_id: 'pkg_demo_import', tag: 'v0', problem: 'No composer.json.' },
    { package_id: 'pkg_demo_search', tag: 'v0', problem: 'No composer.json.' },
  ]);
  await put('package_dist', [
    { package_id: 'pkg_demo_checkout', version: '1.0.0', sha1: 'a'.repeat(40), archive: Buffer.from('zip') },
  ]);
  const people = ['acme_owner', 'globex_owner', 'forge_vendor'];
  await put(
    'git_integration',
    people.map((name) => ({
      id: `git_${name}`,
      customer_id: `cus_demo_${name}`,
      provider: 'github',
      status: 'revoked',
    })),
  );
  await put('mail', [{ id: 'mai_one', recipient: 'a@example.com', subject: 'A', text: 'A', created_at }]);
  const link = { purpose: 'reset', email: 'a@example.com', customer_id: 'cus_demo_acme_owner', next: '/' };
  await put('account_link', [{ ...link, hash: Buffer.alloc(32, 1), expires_at: '2099-01-01' }]);
  await put('stripe_event', [{ id: 'evt_one', type: 'charge.succeeded', created_at }]);
}
