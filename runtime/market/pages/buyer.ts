import type { Kernel } from '../../call/call.js';
import type { Exchange } from '../../http/exchange.js';
import type { PageAct } from '../../web/audit-page.js';
import { notFound, PageError, staleForm } from '../../web/page-error.js';
import { readForm } from '../../web/read-form.js';
import { seeOther } from '../../web/sign-in.js';
import { type Visitor, visitorOf } from '../../web/visitor.js';
import { buyingOrganizations } from './buying-organizations.js';

/** Who looks at a page of an organization that buys. */
export interface Buyer {
  readonly visitor: Visitor;
  readonly organization: { readonly id: string; readonly name: string };
  /** All in which the visitor could do the same, this one too; none where there is no other. */
  readonly choices: readonly { readonly id: string; readonly name: string; readonly chosen: boolean }[];
  may(privilege: string): boolean;
  /** For `withinOrganization`. */
  readonly scope: { readonly organizationId: string; readonly connectionId: string };
}

/** What a form of such a page was sent with. */
export interface BuyerForm extends Buyer {
  readonly fields: URLSearchParams;
}

/**
 * The visitor of a page in the organization that `?org=` names, else in the one the browser works in, else in the first.
 * Null: nobody is signed in, and the visitor is on the way to do so. One that is not the visitor's looks like none.
 */
export async function buyerOf(kernel: Kernel, exchange: Exchange, privilege: string): Promise<Buyer | null> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) {
    seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    return null;
  }
  const { org } = exchange.query;
  return within(kernel, visitor, typeof org === 'string' ? org : null, privilege);
}

/**
 * The same for a form of ours, whose field `org` names the organization, in which the audit has what is done. 403 without the
 * privilege.
 */
export async function buyerForm(
  kernel: Kernel,
  exchange: Exchange,
  privilege: string,
  act: PageAct,
): Promise<BuyerForm> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) throw staleForm();
  const fields = await readForm(kernel, exchange, 'session');
  const buyer = await within(kernel, visitor, fields.get('org') ?? '', 'cart:read');
  act.concerns({}, buyer.organization.id);
  if (!buyer.may(privilege)) {
    throw new PageError(403, 'Your role does not allow this', 'Ask an owner or admin of the organization to do it.');
  }
  return { ...buyer, fields };
}

async function within(kernel: Kernel, visitor: Visitor, org: string | null, privilege: string): Promise<Buyer> {
  const { principal } = visitor;
  const buying = buyingOrganizations(kernel.server, principal, privilege);
  const active = buying.find(({ id }) => id === principal.active.contexts.org);
  const chosen = org === null ? (active ?? buying[0]) : buying.find(({ id }) => id === org);
  if (chosen === undefined) throw notFound();
  const choices = await Promise.all(
    buying.map(async ({ id }) => ({
      id,
      name: (await kernel.host.describeTenant?.(id)) ?? id,
      chosen: id === chosen.id,
    })),
  );
  return {
    visitor,
    organization: { id: chosen.id, name: choices.find(({ id }) => id === chosen.id)?.name ?? chosen.id },
    choices: choices.length > 1 ? choices : [],
    may: (asked) => chosen.held.has(`marketplace:${asked}`),
    scope: { organizationId: chosen.id, connectionId: principal.connection.id },
  };
}
