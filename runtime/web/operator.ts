import type { Kernel } from '../call/call.js';
import { notFound } from './page-error.js';
import type { Visitor } from './visitor.js';

/** Whether a visitor runs the platform, as the host has it: without its word nobody does. */
export function isOperator({ host }: Kernel, { principal }: Visitor): boolean {
  return host.people?.isOperator?.(principal) ?? false;
}

/** What pages under `/account/staff/` ask first: for everybody but operators there is nothing. Throws the page that says so. */
export function requireOperator(kernel: Kernel, visitor: Visitor): void {
  if (!isOperator(kernel, visitor)) throw notFound();
}
