import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { notFound, staleForm } from './page-error.js';
import { readForm } from './read-form.js';
import { seeOther } from './sign-in.js';
import { type Visitor, visitorOf } from './visitor.js';

/** Whether a visitor runs the platform, as the host has it: without its word nobody does. */
export function isOperator({ host }: Kernel, { principal }: Visitor): boolean {
  return host.people?.isOperator?.(principal) ?? false;
}

/** What pages under `/account/staff/` ask first: for everybody but operators there is nothing. Throws the page that says so. */
export function requireOperator(kernel: Kernel, visitor: Visitor): void {
  if (!isOperator(kernel, visitor)) throw notFound();
}

/** The operator who looks at a page. Null: nobody is signed in, and the visitor is on the way to do so. */
export async function visitingOperator(kernel: Kernel, exchange: Exchange): Promise<Visitor | null> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) {
    seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    return null;
  }
  requireOperator(kernel, visitor);
  return visitor;
}

/** The operator who sent a form of ours, and its fields. */
export async function operatorForm(
  kernel: Kernel,
  exchange: Exchange,
): Promise<{ readonly visitor: Visitor; readonly fields: URLSearchParams }> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) throw staleForm();
  requireOperator(kernel, visitor);
  return { visitor, fields: await readForm(kernel, exchange, 'session') };
}
