import { expect } from 'vitest';
import type { Answer } from './steps.js';
import type { World } from './world.js';

/** Tables whose ids nobody outside of their organization may ever read. */
const tenantTables = [
  'project',
  'licence',
  'customer_order',
  'invoice',
  'billing_address',
  'payment_method',
  'webhook_endpoint',
] as const;

/** Ids in a text that are another organization's. */
const FOREIGN = tenantTables
  .map((table) => `select id from ${table} where organization_id is distinct from :own and position(id in :text) > 0`)
  .join(' union all ');

/** No answer names anything of another organization. What the caller sent themselves may come back in an error. */
export async function crossesNoTenant(world: World, answer: Answer): Promise<void> {
  const { as, organization: own, tool, status, body } = answer;
  if (status !== 200) return;
  const text = JSON.stringify(withoutItems(body));
  const { rows } = await world.market.db.raw(FOREIGN, { own, text });
  // A vendor reads of the orders in which it sold something.
  const sold = tool === 'get_vendor_dashboard' ? await soldBy(world, own) : [];
  const seen = rows.map(({ id }: { id: string }) => id).filter((id: string) => !sold.includes(id));
  expect(seen, `${tool} as ${as} answers what another organization's is`).toEqual([]);
  if (tool === 'view_cart') await showsOwnCart(world, answer);
  if (tool === 'list_org_members') await showsOwnMembers(world, answer);
}

/** What has come of each item is told beside what was sent, refused or not. */
// biome-ignore lint/suspicious/noExplicitAny: whatever came
function withoutItems(body: any): unknown {
  if (!Array.isArray(body?.results)) return body;
  return { ...body, results: body.results.map(({ item, error, ...others }: Record<string, unknown>) => others) };
}

/** Lines of a cart have no ids: they are told by what they hold. */
async function showsOwnCart({ market }: World, { as, organization, body }: Answer): Promise<void> {
  const held: { package: string; quantity: number }[] = await market
    .db('cart_line')
    .join('package', 'package.id', 'cart_line.package_id')
    .where({ organization_id: organization })
    .select({ package: 'composer_name' }, 'quantity');
  const { lines } = body as { readonly lines: typeof held };
  const shown = lines.map(({ package: name, quantity }) => `${quantity} ${name}`);
  expect(shown.sort(), `the cart of ${as}`).toEqual(held.map((line) => `${line.quantity} ${line.package}`).sort());
}

/** People are in several organizations: nobody is listed who is not in this one. */
async function showsOwnMembers({ market }: World, { as, organization, body }: Answer): Promise<void> {
  const own: string[] = await market.db('membership').where({ organization_id: organization }).pluck('customer_id');
  const { members } = body as { readonly members: readonly { readonly customer_id: string }[] };
  const others = members.map(({ customer_id: id }) => id).filter((id) => !own.includes(id));
  expect(others, `members that ${as} is shown`).toEqual([]);
}

async function soldBy({ market }: World, organization: string | null): Promise<readonly string[]> {
  return market
    .db('vendor_split')
    .join('vendor', 'vendor.id', 'vendor_split.vendor_id')
    .where('vendor.organization_id', organization)
    .pluck('order_id');
}
