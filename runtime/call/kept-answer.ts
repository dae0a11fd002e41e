import type { ClaimScope } from '../store/claims.js';
import { DeclaredFailure } from '../tool.js';
import type { CheckedCall, RanCall } from './call.js';
import { declaredFailure } from './declared-failure.js';
import type { Refusal } from './refusal.js';

/** What a resolver answered, whole: it is shaped anew for whoever is told it again. */
type Kept =
  | Pick<RanCall, 'output' | 'receipts'>
  | { readonly failure: { readonly code: string; readonly data: unknown } };

/** The answer as it is stored: nobody reads it who has not the server's secret, and it opens under its own key alone. */
export function sealAnswer({ kernel }: CheckedCall, scope: ClaimScope, ended: RanCall | DeclaredFailure): string {
  const kept: Kept =
    ended instanceof DeclaredFailure
      ? { failure: { code: ended.code, data: ended.data } }
      : { output: ended.output, ...(ended.receipts && { receipts: ended.receipts }) };
  return kernel.keys.answers.seal(JSON.stringify(kept), rowOf(scope));
}

export function openAnswer(call: CheckedCall, scope: ClaimScope, sealed: string): RanCall | Refusal {
  const kept = JSON.parse(call.kernel.keys.answers.open(sealed, rowOf(scope))) as Kept;
  if (!('failure' in kept)) return { ...call, ...kept, replayed: true };
  const { code, data } = kept.failure;
  return { ...declaredFailure(call, new DeclaredFailure(code, data)), replayed: true };
}

const rowOf = ({ tenant, principal, tool, key }: ClaimScope) => JSON.stringify([tenant, principal, tool, key]);
