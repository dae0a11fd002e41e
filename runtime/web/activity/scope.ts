import type { Kernel } from '../../call/call.js';
import type { Exchange } from '../../http/exchange.js';
import type { AuditFilter, AuditLog } from '../../store/audit-log.js';
import { requireOperator } from '../operator.js';
import { notFound } from '../page-error.js';
import { seeOther } from '../sign-in.js';
import { type Visitor, visitorOf } from '../visitor.js';
import type { Asked } from './asked-filter.js';

/** Whose activity a page shows. */
export interface Scope {
  readonly visitor: Visitor;
  readonly log: AuditLog;
  /** Null: everybody's. */
  readonly principalId: string | null;
  /** The page's own address, below which stand those of single rows. */
  readonly path: string;
}

export type ScopeOf = (kernel: Kernel, exchange: Exchange) => Promise<Scope | null>;

export const ownPath = '/account/activity';
export const staffPath = '/account/staff/activity';

/** A person's own calls, by whatever connection. Null: on the way to sign in. */
export const ownScope: ScopeOf = async (kernel, exchange) => {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) return toSignIn(exchange);
  return { visitor, log: logOf(kernel), principalId: visitor.principal.id, path: ownPath };
};

/** Everybody's, for whoever runs the platform; for others there is nothing. */
export const platformScope: ScopeOf = async (kernel, exchange) => {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) return toSignIn(exchange);
  requireOperator(kernel, visitor);
  return { visitor, log: logOf(kernel), principalId: null, path: staffPath };
};

/** The rows that are asked for, and of those whose the visitor may see: what a form says of a person widens nothing. */
export function withinScope({ principalId }: Scope, { filter }: Asked): AuditFilter {
  const { person, unknown, ...same } = filter;
  if (principalId !== null) return { ...same, principalId };
  return { ...same, principalId: person ?? null, ...(unknown && { unknown }) };
}

function logOf({ host }: Kernel): AuditLog {
  if (host.store.auditLog === undefined) throw notFound();
  return host.store.auditLog;
}

function toSignIn(exchange: Exchange): null {
  seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
  return null;
}
