import type { RateWindow } from '../store/limiter.js';

/** Which stage said no; stands in audit rows, metrics, `data.gate` and the access lock. */
export type Gate =
  | 'find'
  | 'context'
  | 'audience'
  | 'allow_list'
  | 'scope'
  | 'privilege'
  | 'write_gate'
  | 'rate'
  | 'input'
  | 'dependency'
  | 'hook'
  | 'quota'
  | 'confirmation'
  | 'claim'
  | 'concurrency'
  | 'run'
  | 'output';

/** A call that ends in an error, ready for any wire. `body` is the whole answer: `error` and `code` and what belongs to them. */
export interface Refusal {
  readonly refused: true;
  readonly gate: Gate;
  readonly code: string;
  readonly message: string;
  /** REST's status. */
  readonly http: number;
  /** JSON-RPC's code, where the channel is `rpc`. */
  readonly rpc: number | null;
  /** `rpc`: a JSON-RPC error. `result`: an `isError` result that a model can read and mend its call by. */
  readonly channel: 'rpc' | 'result';
  readonly inputRequired?: undefined;
  /** Whether it was kept from an earlier call with the same idempotency key. */
  readonly replayed?: true;
  /** How the caller's window of the tool stands, where its rate is limited. */
  readonly rate?: RateWindow;
  readonly body: { readonly error: string; readonly code: string; readonly [key: string]: unknown };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}
