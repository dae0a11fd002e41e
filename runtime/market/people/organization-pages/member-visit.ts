import type { Answer, Kernel } from '../../../call/call.js';
import type { Refusal } from '../../../call/refusal.js';
import type { Exchange } from '../../../http/exchange.js';
import { callAsVisitor, type VisitorCall } from '../../../web/call-as-visitor.js';
import { isOperator } from '../../../web/operator.js';
import { notFound, staleForm } from '../../../web/page-error.js';
import { readForm } from '../../../web/read-form.js';
import { seeOther } from '../../../web/sign-in.js';
import { type Visitor, visitorOf } from '../../../web/visitor.js';

export const folder = new URL('./views/', import.meta.url);
export const organizationsPath = '/account/organizations';

/** Whoever is signed in and may belong to organizations: staff do not. Null: on the way to sign in. */
export async function memberOf(kernel: Kernel, exchange: Exchange): Promise<Visitor | null> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) {
    seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.url)}`);
    return null;
  }
  if (isOperator(kernel, visitor)) throw notFound();
  return visitor;
}

/** The same for a form of ours. */
export async function memberForm(
  kernel: Kernel,
  exchange: Exchange,
): Promise<{ readonly visitor: Visitor; readonly fields: URLSearchParams }> {
  const visitor = await visitorOf(kernel, exchange);
  if (visitor === null) throw staleForm();
  const fields = await readForm(kernel, exchange, 'session');
  if (isOperator(kernel, visitor)) throw notFound();
  return { visitor, fields };
}

/** Reads by a call, with everything that the tool tells when asked for the whole. */
export function readAs(
  kernel: Kernel,
  exchange: Exchange,
  visitor: Visitor,
  call: VisitorCall,
): Promise<Answer | Refusal> {
  const whole = { ...call.arguments, response_format: 'detailed' };
  return callAsVisitor(kernel, exchange, visitor, { ...call, arguments: whole });
}

/** What strangers wrote, without its wrapping: the templates escape everything. */
export function plain(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { untrusted } = (value ?? {}) as { readonly untrusted?: unknown };
  return typeof untrusted === 'string' ? untrusted : null;
}
