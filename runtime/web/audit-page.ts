import { type Act, type Actor, actRow } from '../call/audit/act-row.js';
import type { Kernel } from '../call/call.js';
import { tenantOf } from '../call/tenant-of.js';
import type { Exchange, Stage } from '../http/exchange.js';
import type { WriteMode } from '../tool.js';
import { PageError } from './page-error.js';
import { visitorOf } from './visitor.js';

/** What the audit is to know of what a person does on a page, from whoever does it. */
export interface PageAct {
  /**
   * Which of what it is done to, and the tenant it is done in: until one is named, the one that the browser works in. What is
   * said later counts.
   */
  concerns(arguments_: Readonly<Record<string, unknown>>, tenantId?: string): void;
  /** Who does it, where the page itself finds out: by a password, or a mailed link. */
  by(actor: Actor): void;
  /** The code of why it is not done, where the page answers with its form again. */
  refuse(code: string): void;
  /**
   * Writes its row, as the last statement of the transaction that does it. Under row-level security the transaction bears
   * the browser's connection. `outcome`: a code, where what is committed is that it could not be done.
   */
  commit(db: unknown, outcome?: string): Promise<void>;
  /** What is done is a call, which has a row of its own. */
  isCall(): void;
}

/**
 * A page that writes: what comes of it leaves exactly one row in the audit, under its method and route. What is done has it in
 * its own transaction; where nothing was to be done, and where it was refused, the row follows by itself, as a call's does.
 */
export function auditPage(
  kernel: Kernel,
  { name, writeMode }: { readonly name: string; readonly writeMode: WriteMode },
  run: (exchange: Exchange, act: PageAct) => Promise<void>,
): Stage {
  return async (exchange) => {
    const startedAt = performance.now();
    const { store } = kernel.host;
    const { traceId, trace } = exchange.state;
    const visitor = await visitorOf(kernel, exchange);
    let principal: Actor | undefined = visitor?.principal;
    let end = 'ok';
    let known: Pick<Act, 'arguments' | 'tenantId'> = {
      arguments: {},
      tenantId: visitor ? tenantOf(kernel.server, visitor.principal) : null,
    };
    let written = false;
    const row = (outcome: string) =>
      actRow(
        {
          ...{ wire: 'web', name, writeMode, at: kernel.now(), startedAt, traceId, spanId: trace.spanId, ...known },
          ...(principal && { principal }),
        },
        outcome,
      );
    const later = (outcome: string) => {
      if (written) return;
      if (principal) store.auditLater(row(outcome));
      else if (outcome !== 'ok') noteStranger(end === 'ok' ? 'UNAUTHORIZED' : end);
    };
    const noteStranger = (code: string) => {
      const tried = { name, arguments: row(code).arguments };
      store.auditUnauthenticated?.({ address: exchange.ip, wire: 'web', code, traceId, tried });
    };
    const act: PageAct = {
      concerns(arguments_, tenantId = known.tenantId ?? undefined) {
        known = { arguments: arguments_, tenantId: tenantId ?? null };
      },
      by(actor) {
        principal = actor;
      },
      refuse(code) {
        end = code;
      },
      async commit(db, outcome = 'ok') {
        await store.auditInTransaction(db, row(outcome));
        written = true;
      },
      isCall() {
        written = true;
      },
    };
    try {
      await run(exchange, act);
    } catch (error) {
      later(error instanceof PageError ? codeOf(error) : 'INTERNAL_ERROR');
      throw error;
    }
    later(end);
  };
}

/** Pages say in words what went wrong; the audit has the codes that calls are refused with. */
function codeOf({ status }: PageError): string {
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409 || status === 410) return 'CONFLICT';
  return status < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR';
}
