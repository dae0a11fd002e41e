import { failure } from 'toolwright/runtime';
import { addToCart } from '../../../../generated/tools/marketplace/cart/add_to_cart.js';
import { placeOrderWithSavedMethod } from '../../../../generated/tools/marketplace/orders/place_order_with_saved_method.js';
import type {
  Adapt,
  Outcome,
  Output,
  Resolver,
} from '../../../../generated/tools/marketplace/orders/purchase_and_install_packages.js';
import type { PurchaseItem, StepReceipt } from '../../../../generated/types/marketplace.js';
import { countPieces, heldPieces } from '../../../market/cart/pieces.js';
import { refusedAddition } from '../../../market/cart/refused-addition.js';
import { cartUrl } from '../../../market/cart/show-cart.js';
import { licencesOfOrder } from '../../../market/licences/licences-of-order.js';
import { toMoney } from '../../../market/money.js';
import type { AwaitOrder } from '../../../market/orders/await-order.js';
import { foreseen } from '../../../market/orders/foreseen.js';
import { needsMethod } from '../../../market/orders/place-order.js';
import { refusedOrder } from '../../../market/orders/refused-order.js';
import { rehearsePurchase } from '../../../market/orders/rehearse-purchase.js';
import { findMethod } from '../../../market/payments/saved-methods.js';
import { readInstalls } from '../../../market/projects/install.js';
import type { Vault } from '../../../market/vault.js';

interface App {
  readonly vault: Vault;
  readonly publicUrl: () => string;
  readonly awaitOrder: AwaitOrder;
}

type Call = Parameters<Resolver>[1];

/**
 * Of each package the cart is filled up to what is bought, and these pieces alone are ordered: what else lies in it stays,
 * and who tries again after a refusal finds no more in it than before. An item that cannot be bought keeps no other back.
 */
export const purchaseAndInstallPackages =
  (app: App): Resolver =>
  async (input, ctx) => {
    const { org } = ctx.context;
    const db = await ctx.db();
    const method = await findMethod(db, org, input.payment_method_id);
    if (method === null && input.payment_method_id !== undefined) return failure('PAYMENT_METHOD_NOT_FOUND');
    const wanted = input.items.flatMap(({ project_id: id }) => id ?? []);
    const projects = await readInstalls(db, org, wanted, { vault: app.vault, publicUrl: app.publicUrl() });
    const known = new Set(projects.map(({ project_id: id }) => id));

    const outcomes = new Map<PurchaseItem, Outcome>();
    for (const item of input.items) {
      const { project_id: id } = item;
      if (id === undefined || known.has(id)) continue;
      const error = `No project ${id} in this organization.`;
      outcomes.set(item, { item, status: 'failed', error, next: 'list_projects' });
    }
    const open = () => input.items.filter((item) => !outcomes.has(item));
    const refuse = (items: readonly PurchaseItem[], refusal: Omit<Outcome, 'item'>) => {
      for (const item of items) outcomes.set(item, { item, ...refusal });
    };
    const answer = (order: Partial<Output> = {}): Output => ({
      results: input.items.flatMap((item) => outcomes.get(item) ?? []),
      order_id: null,
      invoice_id: null,
      total: null,
      receipts: null,
      projects,
      ...order,
    });

    if (ctx.dryRun) {
      const { refused, order } = await rehearsePurchase(db, {
        ...{ organizationId: org, customerId: ctx.principal.id, pieces: countPieces(open()) },
        ...{ couponCode: input.coupon, now: ctx.now() },
      });
      for (const [name, refusal] of refused) {
        refuse(of(open(), name), foreseen(addToCart, refusedAddition(refusal), { package: name }));
      }
      if (order === null) return answer();
      if ('refusal' in order) {
        refuse(open(), foreseen(placeOrderWithSavedMethod, refusedOrder(order.refusal)));
        return answer();
      }
      const { cart } = order;
      if (method === null && needsMethod(cart)) {
        const url = cartUrl(app.publicUrl(), org);
        refuse(open(), foreseen(placeOrderWithSavedMethod, failure('NO_SAVED_METHOD', { url })));
      }
      for (const item of open()) {
        const done: Outcome = { item, status: 'done', value: bought(item, [], item.project_id ?? null) };
        outcomes.set(item, cart.totalMinor === 0 ? done : waiting(item));
      }
      return answer({ total: toMoney(cart.totalMinor, cart.currency) });
    }

    const receipts: StepReceipt[] = [];
    const held = await heldPieces(db, org);
    for (const [name, quantity] of countPieces(open())) {
      const more = quantity - (held.get(name)?.quantity ?? 0);
      if (more <= 0) continue;
      const added = await ctx.call.add_to_cart({ package: name, quantity: more }, name);
      if (added.status === 'done') receipts.push(added.receipt);
      // An earlier attempt found less in the cart, and has filled it up already.
      else if (added.error.code !== 'CONFLICT') refuse(of(open(), name), refusalOf(added));
    }
    if (open().length === 0) return answer({ receipts });

    const items = [...countPieces(open())].map(([name, quantity]) => ({ package: name, quantity }));
    const { payment_method_id, coupon } = input;
    const placed = await ctx.call.place_order_with_saved_method({
      items,
      ...(payment_method_id !== undefined && { payment_method_id }),
      ...(coupon !== undefined && { coupon }),
    });
    if (placed.status !== 'done') {
      refuse(open(), refusalOf(placed));
      return answer({ receipts });
    }
    receipts.push(placed.receipt);
    const { order_id, invoice_id, total } = placed.value;
    if (order_id !== null && placed.value.status === 'pending') {
      await ctx.outside((signal) => app.awaitOrder(order_id, signal));
    }
    const minted = new Map(order_id === null ? [] : await licencesOfOrder(await ctx.db(), order_id));
    for (const item of open()) {
      const licences = minted.get(item.package) ?? [];
      const own = licences.slice(0, item.quantity ?? 1);
      minted.set(item.package, licences.slice(own.length));
      outcomes.set(item, own.length === 0 ? waiting(item) : await attach(ctx, item, own, receipts));
    }
    return answer({ order_id, invoice_id, total, receipts });
  };

/** One package used to be bought at a time: `{ package, quantity, project_id }` is the only item now. */
export const adaptPurchaseAndInstallPackage: Adapt = ({ package: name, quantity, project_id, ...others }) => {
  const item = {
    package: name,
    ...(quantity !== undefined && { quantity }),
    ...(project_id !== undefined && { project_id }),
  };
  return { ...others, items: [item as PurchaseItem] };
};

/** Attaches an item's licences to its project, if it has one. What one refuses leaves the others attached. */
async function attach(
  ctx: Call,
  item: PurchaseItem,
  licences: readonly string[],
  receipts: StepReceipt[],
): Promise<Outcome> {
  const { project_id } = item;
  if (project_id === undefined) return { item, status: 'done', value: bought(item, licences, null) };
  for (const license_id of licences) {
    const attached = await ctx.call.manage_license.attach({ license_id, project_id }, license_id);
    if (attached.status !== 'done') return { item, value: bought(item, licences, null), ...refusalOf(attached) };
    receipts.push(attached.receipt);
  }
  return { item, status: 'done', value: bought(item, licences, project_id) };
}

function waiting(item: PurchaseItem): Outcome {
  return { item, status: 'pending', value: bought(item, [], null), next: 'list_licenses' };
}

function bought(item: PurchaseItem, licences: readonly string[], projectId: string | null) {
  return { package: item.package, quantity: item.quantity ?? 1, license_ids: [...licences], project_id: projectId };
}

function of(items: readonly PurchaseItem[], name: string): readonly PurchaseItem[] {
  return items.filter((item) => item.package === name);
}

interface Refused {
  readonly status: 'failed' | 'needs_person';
  readonly error: { readonly error: string; readonly code: string; readonly [key: string]: unknown };
  readonly url?: string;
}

/** What a step refused, in its own words. Where nobody knows what a step has done, the whole call is to be sent again. */
function refusalOf({ status, error, url }: Refused): Omit<Outcome, 'item'> {
  if (['INTERNAL_ERROR', 'TIMEOUT', 'OUTPUT_INVALID'].includes(error.code)) {
    throw new Error(`A step of the purchase ended with ${error.code}: ${error.error}`);
  }
  const next = error.next as { readonly tool: string } | undefined;
  return { status, error: error.error, ...(url !== undefined && { url }), ...(next && { next: next.tool }) };
}
